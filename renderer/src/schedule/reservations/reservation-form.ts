import type { Reservation } from '@contract/schedule/reservations.ts';
import type { SeriesPatch } from '@contract/schedule/series.ts';
import { addDays, clockOf, clockOfMinutes, DAY_MS, dateOf, instantOf, minutesOf } from '@contract/core/time.ts';
import { endClock } from '@/schedule/allocation/clash.ts';
import type { RuleForm } from '@/schedule/series/recurrence.ts';

/** The form of a reservation. */
export interface ReservationForm {
  date: string;
  from: string;
  to: string;
  zoneId: number | null;
  purposeId: number | null;
  title: string;
  organisationId: number | null;
  contactId: number | null;
  contactName: string;
  contactPhone: string;
  expectedHeadcount: number | null;
  equipment: { equipmentId: number; quantity: number }[];
  staffId: number | null;
  notes: string;
  repeat: RuleForm | null;
}

/** The start of a new form: a place and time from the calendar, or a reservation to repeat. */
export interface FormStart {
  zoneId?: number;
  from?: number;
  to?: number;
  again?: Reservation;
}

const HALF_HOUR_MS = 30 * 60_000;

/** A new form, from the next full half hour for an hour. @param now UTC ms */
export function newForm(now: number, start: FormStart = {}): ReservationForm {
  const from = start.from ?? Math.ceil(now / HALF_HOUR_MS) * HALF_HOUR_MS;
  const to = start.to ?? from + 2 * HALF_HOUR_MS;
  const blank: ReservationForm = {
    date: dateOf(from),
    from: clockOf(from),
    to: endClock(from, to),
    zoneId: start.zoneId ?? null,
    purposeId: null,
    title: '',
    organisationId: null,
    contactId: null,
    contactName: '',
    contactPhone: '',
    expectedHeadcount: null,
    equipment: [],
    staffId: null,
    notes: '',
    repeat: null
  };
  return start.again
    ? { ...againForm(start.again, now), ...(start.from === undefined ? {} : { date: blank.date, from: blank.from, to: blank.to }) }
    : blank;
}

/** The form of a reservation. The window only has a masked telephone number, so an empty one means unchanged. */
export function formOf(reservation: Reservation): ReservationForm {
  return {
    date: dateOf(reservation.from),
    from: clockOf(reservation.from),
    to: endClock(reservation.from, reservation.to),
    zoneId: reservation.zone.id,
    purposeId: reservation.purpose.id,
    title: reservation.title,
    organisationId: reservation.organisation?.id ?? null,
    contactId: reservation.contactId,
    contactName: reservation.contactId === null ? reservation.contactName : '',
    contactPhone: '',
    expectedHeadcount: reservation.expectedHeadcount,
    equipment: reservation.equipment.map(({ equipmentId, quantity }) => ({ equipmentId, quantity })),
    staffId: reservation.staff?.id ?? null,
    notes: reservation.notes,
    repeat: null
  };
}

/** 再约一次: the same reservation on the same weekday of a coming week. */
function againForm(reservation: Reservation, now: number): ReservationForm {
  let date = addDays(dateOf(reservation.from), 7);
  while (instantOf(date, clockOf(reservation.from)) <= now) date = addDays(date, 7);
  return { ...formOf(reservation), date };
}

/** Start and end, UTC ms; null while they are not a valid use. */
export function timesOf(form: Pick<ReservationForm, 'date' | 'from' | 'to'>): { from: number; to: number } | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(form.date) || !form.from || !form.to) return null;
  if (minutesOf(form.to) <= minutesOf(form.from)) return null;
  return { from: instantOf(form.date, form.from), to: instantOf(form.date, form.to) };
}

/** Sets the time of a form, such as to a chosen proposal. */
export function withTimes<F extends Pick<ReservationForm, 'date' | 'from' | 'to'>>(form: F, from: number, to: number): F {
  return { ...form, date: dateOf(from), from: clockOf(from), to: endClock(from, to) };
}

/** Moves the start, and the end with it, but not past the end of the day. */
export function moveStart(form: ReservationForm, from: string): ReservationForm {
  if (!form.from || !form.to) return { ...form, from };
  const length = minutesOf(form.to) - minutesOf(form.from);
  const to = Math.min(minutesOf(from) + Math.max(length, 15), 1440);
  return { ...form, from, to: clockOfMinutes(to) };
}

/** 9:30, 930, 9.30 and 9：30 as 09:30; null if it is no time. `24:00` only where a day may end. */
export function parseClock(text: string, endOfDay = false): string | null {
  const match = /^(\d{1,2})\s*[:：.。点]?\s*(\d{2})?分?$/.exec(text.trim());
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (minute > 59) return null;
  if (hour === 24 && minute === 0 && endOfDay) return '24:00';
  return hour > 23 ? null : clockOfMinutes(hour * 60 + minute);
}

/** Which fields keep a form from being saved, as message keys of `schedule.form.missing`. */
export function missing(form: ReservationForm): ('time' | 'zone' | 'purpose' | 'headcount')[] {
  const list: ('time' | 'zone' | 'purpose' | 'headcount')[] = [];
  if (!timesOf(form)) list.push('time');
  if (form.zoneId === null) list.push('zone');
  if (form.purposeId === null) list.push('purpose');
  if (!form.expectedHeadcount || form.expectedHeadcount < 1) list.push('headcount');
  return list;
}

/** The fields besides place and time for the contract, of a complete form. */
export function aboutOf(form: ReservationForm) {
  return {
    purposeId: form.purposeId!,
    title: form.title.trim(),
    organisationId: form.organisationId,
    contactId: form.contactId,
    contactName: form.contactId === null ? form.contactName.trim() : '',
    ...(form.contactPhone.trim() ? { contactPhone: form.contactPhone.trim() } : {}),
    expectedHeadcount: form.expectedHeadcount!,
    notes: form.notes
  };
}

export const equipmentOf = (form: ReservationForm) => form.equipment.filter((line) => line.quantity > 0);

/** The patch of a series: only the fields that differ from before. */
export function patchOf(before: ReservationForm, after: ReservationForm): SeriesPatch {
  // The name of a person on record belongs to the record; the form only shows it.
  const nameIn = (form: ReservationForm) => (form.contactId === null ? form.contactName.trim() : '');
  const patch: SeriesPatch = {};
  if (after.zoneId !== before.zoneId && after.zoneId !== null) patch.zoneId = after.zoneId;
  if (after.from !== before.from) patch.from = after.from;
  if (after.to !== before.to) patch.to = after.to;
  if (after.date !== before.date) patch.shiftDays = Math.round((instantOf(after.date, '00:00') - instantOf(before.date, '00:00')) / DAY_MS);
  if (JSON.stringify(equipmentOf(after)) !== JSON.stringify(equipmentOf(before))) patch.equipment = equipmentOf(after);
  if (after.staffId !== before.staffId) patch.staffId = after.staffId;
  if (after.purposeId !== before.purposeId && after.purposeId !== null) patch.purposeId = after.purposeId;
  if (after.title !== before.title) patch.title = after.title.trim();
  if (after.organisationId !== before.organisationId) patch.organisationId = after.organisationId;
  if (after.contactId !== before.contactId) patch.contactId = after.contactId;
  if (nameIn(after) !== nameIn(before)) patch.contactName = nameIn(after);
  if (after.contactPhone.trim()) patch.contactPhone = after.contactPhone.trim();
  if (after.expectedHeadcount !== before.expectedHeadcount && after.expectedHeadcount) patch.expectedHeadcount = after.expectedHeadcount;
  if (after.notes !== before.notes) patch.notes = after.notes;
  return patch;
}
