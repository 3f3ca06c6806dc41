import { noShowStanding, type NoShow, type NoShowPolicy } from '../../../contract/people/no-shows.ts';
import type { Settings } from '../../../contract/core/station.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { readSettings } from '../../core/station/settings.ts';
import type { NoShowArea } from './tables.ts';

/**
 * No-shows: one policy and one rule for all areas, but each area counts its own. Somebody blocked from classes may still serve as a
 * volunteer, and the other way round.
 */

export const policyOf = (settings: Settings): NoShowPolicy => ({
  count: settings.noShowCount,
  windowDays: settings.noShowWindowDays,
  blockDays: settings.noShowBlockDays
});

/** The no-shows of one area: how to read them, and the topic that changes when a block is lifted. */
export interface NoShowSource<N extends NoShow> {
  area: NoShowArea;
  topic: string;
  read(db: Db, personId: number): Promise<N[]>;
}

/** Where a person stands with the policy in an area. Without no-shows it reads nothing else. @param now UTC ms */
export async function standingOf<N extends NoShow>(db: Db, source: NoShowSource<N>, personId: number, policy: NoShowPolicy, now: number) {
  const noShows = policy.count === 0 ? [] : await source.read(db, personId);
  const lifts =
    noShows.length === 0
      ? []
      : await db
          .selectFrom('no_show_lift')
          .select(['at', 'by', 'reason'])
          .where('person_id', '=', personId)
          .where('area', '=', source.area)
          .orderBy('id', 'desc')
          .execute();
  return {
    ...noShowStanding(
      policy,
      noShows,
      lifts.map((lift) => lift.at),
      now
    ),
    lifted: lifts
  };
}

/**
 * As `standingOf`, with the policy and a description of each no-show, for the person's page.
 * @param name describes no-shows, all of them at once
 */
export async function explainedStanding<N extends NoShow, M extends N>(
  db: Db,
  source: NoShowSource<N>,
  personId: number,
  now: number,
  name: (noShows: readonly N[]) => Promise<(one: N) => M>
) {
  const policy = policyOf(await readSettings(db));
  const { counted, block, lifted } = await standingOf(db, source, personId, policy, now);
  const named = await name([...counted, ...(block?.because ?? [])]);
  return { policy, counted: counted.map(named), block: block === null ? null : { ...block, because: block.because.map(named) }, lifted };
}

/** Lifts a block, or clears the no-shows that count towards one. @throws StationError NOT_FOUND */
export async function liftBlockTx(
  cmd: Command,
  { area, topic }: Pick<NoShowSource<NoShow>, 'area' | 'topic'>,
  personId: number,
  reason: string
): Promise<void> {
  found(await cmd.tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst(), 'person', personId);
  await cmd.tx.insertInto('no_show_lift').values({ person_id: personId, at: cmd.now, by: cmd.actor.name, reason, area }).execute();
  cmd.audit({ entity: 'person', entityId: personId, after: { lifted: reason } });
  cmd.changed(topic);
}
