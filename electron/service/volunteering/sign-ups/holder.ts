import type { HolderKind } from '../../schedule/allocation/holders.ts';

/** Sign-ups as holders of volunteers' time. */
export const signUpHolderKind: HolderKind = {
  async labels(db, ids) {
    const rows = await db
      .selectFrom('sign_up')
      .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
      .innerJoin('project_need', 'project_need.id', 'shift.need_id')
      .innerJoin('project', 'project.id', 'sign_up.project_id')
      .select(['sign_up.id', 'code', 'title', 'role'])
      .where('sign_up.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ id: row.id, label: `${row.code} ${row.title} ${row.role}` }));
  }
};

declare module '../../schedule/allocation/request.ts' {
  interface HolderKinds {
    sign_up: true;
  }
}
