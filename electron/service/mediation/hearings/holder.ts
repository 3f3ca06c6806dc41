import type { HolderKind } from '../../schedule/allocation/holders.ts';

/** Hearings as holders of allocations. Others learn only that time is taken, so there is neither label nor title. */
export const hearingHolderKind: HolderKind = {
  labels: async () => [],
  async uses(db, ids, now) {
    const rows = await db.selectFrom('case_hearing').select(['id', 'from_at', 'to_at']).where('id', 'in', ids).execute();
    return rows.map((row) => ({
      id: row.id,
      recordId: row.id,
      number: '',
      from: row.from_at,
      to: row.to_at,
      title: '',
      titleEn: '',
      who: '',
      state: row.to_at <= now ? ('done' as const) : ('coming' as const),
      expected: null,
      headcount: null,
      version: 0
    }));
  }
};

declare module '../../schedule/allocation/request.ts' {
  interface HolderKinds {
    hearing: true;
  }
}
