import type { Hearing } from '../../../contract/mediation/cases.ts';
import { MAX_RANGE_DAYS } from '../../../contract/schedule/reservations.ts';
import { MAX_ALLOCATION_MS, MAX_USE_MS } from '../../../contract/schedule/allocation.ts';
import { DAY_MS } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { bind, openCard } from '../cases/sealed.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';

const hearingQuery = (db: Db) =>
  db
    .selectFrom('case_hearing')
    .leftJoin('zone', 'zone.id', 'case_hearing.zone_id')
    .selectAll('case_hearing')
    .select(['zone.name as zone_name', 'zone.name_en as zone_name_en']);
type Joined = Awaited<ReturnType<ReturnType<typeof hearingQuery>['execute']>>[number];

/** The state of a hearing; a planned one counts as held after its end. @param now UTC ms */
const stateAt = (row: Pick<Joined, 'state' | 'to_at'>, now: number): Hearing['state'] =>
  row.state === 'planned' && row.to_at <= now ? 'held' : row.state;

async function toHearings(db: Db, seal: Seal, now: number, rows: readonly Joined[]): Promise<Hearing[]> {
  const ids = rows.map((row) => row.id);
  const people =
    ids.length === 0
      ? []
      : await db
          .selectFrom('case_hearing_mediator')
          .innerJoin('person', 'person.id', 'case_hearing_mediator.person_id')
          .select(['hearing_id', 'person_id', 'person.name'])
          .where('hearing_id', 'in', ids)
          .execute();
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    purpose: row.purpose,
    from: row.from_at,
    to: row.to_at,
    zone: row.zone_id === null ? null : { id: row.zone_id, name: row.zone_name ?? '', nameEn: row.zone_name_en ?? '' },
    mediators: people.filter((one) => one.hearing_id === row.id).map((one) => ({ personId: one.person_id, name: one.name })),
    state: stateAt(row, now),
    note: seal.open<string>(row.note, bind.hearing(row.id, row.case_id)),
    version: row.version
  }));
}

/** Hearings of a case by start. */
export async function hearingsOf(db: Db, seal: Seal, caseId: number, now: number): Promise<Hearing[]> {
  return toHearings(
    db,
    seal,
    now,
    await hearingQuery(db).where('case_id', '=', caseId).orderBy('from_at').orderBy('case_hearing.id').execute()
  );
}

function demandRange(input: { from: number; to: number }): void {
  if (input.to <= input.from) throw new StationError('INVALID', { field: 'to', reason: 'order' });
  if (input.to - input.from > MAX_RANGE_DAYS * DAY_MS) throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
}

/** Hearings that touch [from, to), cancelled ones left out, with the case they belong to. @throws StationError INVALID */
export async function listHearings(db: Db, seal: Seal, now: number, input: { from: number; to: number; mediatorId?: number | undefined }) {
  demandRange(input);
  let query = hearingQuery(db)
    .innerJoin('mediation_case', 'mediation_case.id', 'case_hearing.case_id')
    .select(['mediation_case.number', 'mediation_case.card'])
    .where('case_hearing.state', '<>', 'cancelled')
    .where('from_at', '>', input.from - MAX_USE_MS)
    .where('from_at', '<', input.to)
    .where('to_at', '>', input.from)
    .orderBy('from_at');
  const { mediatorId } = input;
  if (mediatorId !== undefined)
    query = query.where('case_hearing.id', 'in', (eb) =>
      eb.selectFrom('case_hearing_mediator').select('hearing_id').where('person_id', '=', mediatorId)
    );
  const rows = await query.execute();
  const hearings = await toHearings(db, seal, now, rows);
  return hearings.map((hearing, i) => {
    const { applicant, respondent } = openCard(seal, { id: rows[i]!.case_id, card: rows[i]!.card });
    return { ...hearing, number: rows[i]!.number, applicant, respondent };
  });
}

/** Zones for a hearing, free ones first and small ones first, because a talk of a few people needs no hall. */
export async function hearingZones(db: Db, input: { from: number; to: number; hearingId?: number | undefined; text?: string | undefined }) {
  const zones = await db
    .selectFrom('zone')
    .select(['id', 'name', 'name_en', 'capacity', 'setup_minutes', 'clearup_minutes'])
    .where('archived_at', 'is', null)
    .orderBy('capacity')
    .orderBy('id')
    .execute();
  const wanted = (input.text ?? '').trim();
  const shown = zones.filter(
    (zone) => wanted === '' || zone.name.includes(wanted) || zone.name_en.toLowerCase().includes(wanted.toLowerCase())
  );
  const rows = await db
    .selectFrom('allocation')
    .select(['resource_id', 'start_at', 'end_at', 'source_kind', 'source_id'])
    .where('resource_kind', '=', 'zone')
    .where('start_at', '>', input.from - 2 * MAX_ALLOCATION_MS)
    .where('start_at', '<', input.to + MAX_ALLOCATION_MS)
    .execute();
  const held = rows.filter((row) => !(row.source_kind === 'hearing' && row.source_id === input.hearingId));
  const closed = await db
    .selectFrom('closure')
    .select(['zone_id', 'from_at', 'to_at'])
    .where('cancelled', '=', 0)
    .where('to_at', '>', input.from)
    .where('from_at', '<', input.to)
    .execute();
  return shown
    .map((zone) => {
      const from = input.from - zone.setup_minutes * 60_000;
      const to = input.to + zone.clearup_minutes * 60_000;
      const taken =
        held.some((row) => row.resource_id === zone.id && row.start_at < to && from < row.end_at) ||
        closed.some((row) => row.zone_id === zone.id && row.from_at < to && from < row.to_at);
      return { id: zone.id, name: zone.name, nameEn: zone.name_en, capacity: zone.capacity, free: !taken };
    })
    .sort((a, b) => Number(b.free) - Number(a.free));
}
