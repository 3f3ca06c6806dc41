import type { z } from 'zod';
import { EARLY_CHECK_IN_MS } from '../../../contract/schedule/reservation.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { LIVE_RECORDS } from '../../../contract/volunteering/service-hour-rules.ts';
import type { DeskRow, serviceHours } from '../../../contract/volunteering/service-hours.ts';
import { PLACED } from '../../../contract/volunteering/sign-up-rules.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { shiftQuery, toShifts } from '../shifts/read.ts';
import { recordQuery, toRecord } from './rows.ts';

export type DeskCounts = z.output<NonNullable<(typeof serviceHours.close)['~orpc']['outputSchema']>>['counts'];

/** Everybody with a place in a shift or with hours for it, by name. */
export async function deskRows(db: Db, shiftId: number): Promise<DeskRow[]> {
  const signUps = await db
    .selectFrom('sign_up')
    .select(['id', 'person_id', 'state', 'outcome', 'walk_up'])
    .where('shift_id', '=', shiftId)
    .where('state', 'in', PLACED)
    .execute();
  const records = (
    await recordQuery(db)
      .where('service_record.shift_id', '=', shiftId)
      .where('service_record.state', 'in', LIVE_RECORDS)
      .where('service_record.none', '=', 0)
      .where('service_record.corrects_id', 'is', null)
      .orderBy('service_record.from_at')
      .execute()
  ).map(toRecord);
  const corrected = (
    await recordQuery(db)
      .where('service_record.shift_id', '=', shiftId)
      .where('service_record.state', '=', 'approved')
      .where('service_record.corrects_id', 'is not', null)
      .orderBy('service_record.from_at')
      .execute()
  ).map(toRecord);
  const all = [...records, ...corrected].sort((a, b) => a.from - b.from);
  const ids = [...new Set([...signUps.map((row) => row.person_id), ...all.map((row) => row.volunteer.id)])];
  if (ids.length === 0) return [];
  const people = await db
    .selectFrom('person')
    .innerJoin('volunteer', 'volunteer.person_id', 'person.id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['person.id', 'volunteer.number', 'person.name', 'person.mobile', 'organisation.name as organisation'])
    .where('person.id', 'in', ids)
    .orderBy('person.name_sort')
    .orderBy('person.id')
    .execute();
  return people.map((person) => {
    const signUp = signUps.find((row) => row.person_id === person.id);
    return {
      volunteer: {
        id: person.id,
        number: person.number,
        name: person.name,
        mobileMasked: maskPhone(person.mobile ?? ''),
        organisation: person.organisation ?? ''
      },
      signUpId: signUp?.id ?? null,
      signUpState: signUp?.state ?? null,
      outcome: signUp?.outcome ?? null,
      walkUp: signUp?.walk_up === 1,
      records: all.filter((record) => record.volunteer.id === person.id)
    };
  });
}

/** Number of people expected, clocked in, finished, absent, excused, and open (with a place and nothing recorded). */
export function countsFrom(rows: readonly DeskRow[]): DeskCounts {
  const here = rows.filter((row) => row.records.some((record) => record.state === 'running')).length;
  const done = rows.filter((row) => row.records.length > 0 && row.records.every((record) => record.state !== 'running')).length;
  return {
    expected: rows.length,
    here,
    done,
    absent: rows.filter((row) => row.outcome === 'absent').length,
    excused: rows.filter((row) => row.outcome === 'excused').length,
    open: rows.filter((row) => row.records.length === 0 && row.outcome !== 'absent' && row.outcome !== 'excused').length
  };
}

export const countsOf = async (db: Db, shiftId: number): Promise<DeskCounts> => countsFrom(await deskRows(db, shiftId));

/** The moment from which people can be clocked in, UTC ms. */
export const opensAt = (shift: { from_at: number }): number => shift.from_at - EARLY_CHECK_IN_MS;

/** The list of a shift. @throws StationError NOT_FOUND */
export async function deskOfShift(context: Context, shiftId: number) {
  const { db } = context.station;
  const row = found(await shiftQuery(db).where('shift.id', '=', shiftId).executeTakeFirst(), 'shift', shiftId);
  const [shift] = await toShifts(db, [row]);
  const rows = await deskRows(db, shiftId);
  return { shift: shift!, counts: countsFrom(rows), opensAt: opensAt(row), rows };
}
