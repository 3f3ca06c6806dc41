import { stepsFrom } from '@contract/schedule/reservation.ts';
import type { ReservationRow } from '@contract/schedule/reservations.ts';
import { dateOf } from '@contract/core/time.ts';

/** The reservation number in a scanned or typed text: 2026-000012, or short 12 for this year; null if it is not a number. */
export function numberOf(text: string, now: number): string | null {
  const whole = /^(\d{4})-?(\d{6})$/.exec(text);
  if (whole) return `${whole[1]}-${whole[2]}`;
  return /^\d{1,6}$/.test(text) ? `${dateOf(now).slice(0, 4)}-${text.padStart(6, '0')}` : null;
}

/** Whether a row matches a text in number, title, purpose, contact or host. */
export function matches(row: ReservationRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [row.number, row.title, row.purpose.name, row.purpose.nameEn, row.contactName, row.organisation?.name ?? '', row.zone.name].some(
    (part) => part.toLowerCase().includes(wanted)
  );
}

export type Verdict = 'check_in' | 'here' | 'over' | 'early' | 'approve' | 'other';

/** The answer to somebody who comes with this reservation now. @param now UTC ms */
export function verdict(row: ReservationRow, now: number): Verdict {
  if (stepsFrom(row, now).some(({ step }) => step === 'check_in')) return 'check_in';
  if (row.state === 'in_use') return 'here';
  if (row.state === 'finished') return 'over';
  if (row.state === 'approved') return 'early';
  return row.state === 'requested' ? 'approve' : 'other';
}
