import type { Clash } from '../../../contract/core/errors.ts';
import type { Interval } from '../../../contract/schedule/allocation.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { probe, readZoneRules, type ProbeOptions } from '../../schedule/allocation/probe.ts';
import type { Source } from '../../schedule/allocation/request.ts';
import { readTrainerRules, trainerClashes } from './rules.ts';

/**
 * Everybody who teaches a course, with what prevents them at some of the times; those free most often come first.
 * @throws StationError NOT_FOUND
 */
export async function trainerCandidates(
  db: Db,
  now: number,
  asked: { courseId: number; uses: readonly Interval[]; zoneId?: number | undefined },
  except: readonly Source[]
) {
  const { courseId, uses } = asked;
  found(await db.selectFrom('course').select('id').where('id', '=', courseId).executeTakeFirst(), 'course', courseId);
  const buffers = asked.zoneId === undefined ? { setup: 0, clearup: 0 } : await readZoneRules(db, asked.zoneId);
  const rules = await readTrainerRules(db);
  const answers: { id: number; name: string; free: number; clashes: Clash[] }[] = [];
  for (const trainer of rules.values()) {
    if (!trainer.active || !trainer.courseIds.includes(courseId)) continue;
    const clashes: Clash[] = [];
    let free = 0;
    for (const use of uses) {
      const own = [
        ...trainerClashes(rules, [trainer.id], courseId, use),
        ...(await personClashes(db, trainer.id, use, buffers, { now, except }))
      ];
      if (own.length === 0) free += 1;
      clashes.push(...own);
    }
    answers.push({ id: trainer.id, name: trainer.name, free, clashes });
  }
  return answers.sort((a, b) => b.free - a.free || (a.name < b.name ? -1 : 1));
}

/** What else takes a person's time during a use and its buffers, in minutes. */
async function personClashes(
  db: Db,
  personId: number,
  use: Interval,
  buffers: { setup: number; clearup: number },
  options: ProbeOptions
): Promise<Clash[]> {
  const request = { use, zoneId: null, personIds: [personId], equipment: [], headcount: 0, buffers, lift: { past: true } };
  return (await probe(db, request, options)).clashes;
}
