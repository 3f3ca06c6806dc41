import { monthBounds } from '../../core/figures/months.ts';
import { sql, type ExpressionBuilder } from 'kysely';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import { STANDING_SHIFTS } from '../../../contract/volunteering/volunteer-project-rules.ts';
import type { UseFilter, UseSource } from '../../schedule/zone-log/sources.ts';
import type { Db, StationDatabase } from '../../db/schema.ts';

/** Shared uses of a zone by shifts of a project, after the last of them was held. */
function shifts(db: Db, filter: UseFilter) {
  const { from, to } = monthBounds(filter);
  const own = (eb: ExpressionBuilder<StationDatabase, 'project_use'>) =>
    eb
      .selectFrom('shift')
      .whereRef('shift.project_id', '=', 'project_use.project_id')
      .whereRef('shift.zone_id', '=', 'project_use.zone_id')
      .whereRef('shift.from_at', '>=', 'project_use.from_at')
      .whereRef('shift.to_at', '<=', 'project_use.to_at')
      .where('shift.state', '=', sql.lit('held' as const));
  let query = db
    .selectFrom('project_use')
    .innerJoin('project', 'project.id', 'project_use.project_id')
    .innerJoin('zone', 'zone.id', 'project_use.zone_id')
    .innerJoin('purpose', (join) => join.on('purpose.key', '=', sql.lit('volunteer')))
    .leftJoin('person as leader', 'leader.id', 'project.leader_id')
    .select((eb) => [
      'project_use.id',
      own(eb).select('shift.id').orderBy('shift.from_at').orderBy('shift.id').limit(1).$asScalar().$notNull().as('record_id')
    ])
    .select(['project.code as number', 'project_use.zone_id', 'zone.name as zone_name', 'zone.name_en as zone_name_en'])
    .select(['purpose.id as purpose_id', 'purpose.name as purpose_name', 'purpose.name_en as purpose_name_en', 'project.title'])
    .select((eb) => [
      eb.val('').as('title_en'),
      'project.organiser as organisation',
      eb.fn.coalesce('leader.name', eb.val('')).as('contact')
    ])
    .select(['project_use.from_at', 'project_use.to_at'])
    .select((eb) => [
      eb
        .selectFrom('sign_up')
        .select((sub) => sub.fn.count<number>('sign_up.person_id').distinct().as('n'))
        .where('sign_up.state', '=', sql.lit('signed' as const))
        .where('sign_up.shift_id', 'in', own(eb).select('shift.id'))
        .$asScalar()
        .$notNull()
        .as('expected'),
      'project_use.served as came',
      eb.val(0).as('minutes')
    ])
    .where('project_use.held', '=', sql.lit(1))
    .where('project_use.from_at', '>=', from)
    .where('project_use.from_at', '<', to);
  if (filter.zoneIds) query = query.where('project_use.zone_id', 'in', filter.zoneIds);
  if (filter.purposeId !== undefined) query = query.where('purpose.id', '=', filter.purposeId);
  return query;
}

/** Held shifts in the zone log; shifts that share a zone are one use. */
export const shiftUses: UseSource = {
  query: shifts,
  async recount(db) {
    const purpose = await db.selectFrom('purpose').select('id').where('key', '=', 'volunteer').executeTakeFirst();
    const all = await db.selectFrom('shift').selectAll().where('state', 'in', STANDING_SHIFTS).execute();
    const served = await db.selectFrom('sign_up').select(['shift_id', 'person_id']).where('outcome', '=', 'served').execute();
    const uses = await db.selectFrom('project_use').selectAll().execute();
    return uses.flatMap((use) => {
      const own = all.filter(
        (row) => row.project_id === use.project_id && row.zone_id === use.zone_id && row.from_at >= use.from_at && row.to_at <= use.to_at
      );
      if (own.length === 0 || own.some((row) => row.state === 'planned')) return [];
      const people = new Set(served.filter((row) => own.some(({ id }) => id === row.shift_id)).map((row) => row.person_id));
      return [
        {
          ...use,
          purpose_id: purpose?.id ?? 0,
          headcount: people.size,
          used_minutes: Math.floor((use.to_at - use.from_at) / MINUTE_MS)
        }
      ];
    });
  }
};
