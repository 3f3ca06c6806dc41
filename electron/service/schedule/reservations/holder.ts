import type { HolderKind } from '../allocation/holders.ts';

/** Labels reservations in a clash. The calendar has its own query for their uses. */
export const reservationHolderKind: HolderKind = {
  async labels(db, ids) {
    const rows = await db
      .selectFrom('reservation')
      .innerJoin('purpose', 'purpose.id', 'reservation.purpose_id')
      .select(['reservation.id', 'number', 'title', 'purpose.name'])
      .where('reservation.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.title || row.name}` }));
  }
};
