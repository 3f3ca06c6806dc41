import type { HolderKind } from '../../schedule/allocation/holders.ts';

/** Shared uses of a zone by shifts of a project, as holders of allocations. */
export const projectUseHolderKind: HolderKind = {
  async labels(db, ids) {
    const rows = await db
      .selectFrom('project_use')
      .innerJoin('project', 'project.id', 'project_use.project_id')
      .select(['project_use.id', 'code', 'title'])
      .where('project_use.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ id: row.id, label: `${row.code} ${row.title}` }));
  },
  async uses(db, ids, now) {
    const rows = await db
      .selectFrom('project_use')
      .innerJoin('project', 'project.id', 'project_use.project_id')
      .select(['project_use.id', 'project_id', 'from_at', 'to_at', 'code', 'title', 'state', 'version'])
      .select((eb) => [
        eb
          .selectFrom('shift')
          .select((of) => of.fn.coalesce(of.fn.sum<number>('taken'), of.lit(0)).as('taken'))
          .whereRef('shift.project_id', '=', 'project_use.project_id')
          .whereRef('shift.zone_id', '=', 'project_use.zone_id')
          .whereRef('shift.from_at', '<', 'project_use.to_at')
          .whereRef('shift.to_at', '>', 'project_use.from_at')
          .as('taken')
      ])
      .where('project_use.id', 'in', ids)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      recordId: row.project_id,
      number: row.code,
      from: row.from_at,
      to: row.to_at,
      title: row.title,
      titleEn: '',
      who: '',
      state: row.state === 'draft' ? ('tentative' as const) : row.to_at <= now ? ('done' as const) : ('coming' as const),
      expected: row.taken ?? 0,
      headcount: null,
      version: row.version
    }));
  }
};

declare module '../../schedule/allocation/request.ts' {
  interface HolderKinds {
    project_use: true;
  }
}
