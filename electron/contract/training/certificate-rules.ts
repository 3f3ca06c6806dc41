import { z } from 'zod';
import { addDays, addMonths } from '../core/time.ts';

/** Who qualifies for a certificate, and what the certificate says of itself. No database. */

export const certificateRule = z.object({
  /** At least so many per cent of the sessions held; 0: no matter how many. */
  attendancePercent: z.number().int().min(0).max(100),
  /** At least so many minutes of teaching attended; 0: no matter how many. */
  minutes: z.number().int().min(0).max(100_000),
  testNeeded: z.boolean(),
  /** Months it is valid; null: for good. */
  validMonths: z.number().int().min(1).max(240).nullable()
});
export type CertificateRule = z.infer<typeof certificateRule>;
export const DEFAULT_CERTIFICATE_RULE: CertificateRule = { attendancePercent: 80, minutes: 0, testNeeded: false, validMonths: null };

export const ATTENDANCE = ['present', 'late', 'left_early', 'excused', 'absent'] as const;
export type Attendance = (typeof ATTENDANCE)[number];
export const attendanceStatus = z.enum(ATTENDANCE);
/** Who counts as having been there. */
export const ATTENDED: readonly Attendance[] = ['present', 'late', 'left_early'];

/** The numbers that decide. */
export const qualification = z.object({
  /** Sessions held so far, those attended, and those excused. */
  held: z.number().int(),
  attended: z.number().int(),
  excused: z.number().int(),
  /** Minutes of the sessions attended. */
  minutes: z.number().int(),
  testPassed: z.boolean().nullable()
});
export type Qualification = z.infer<typeof qualification>;

export const MISSING = ['attendance', 'minutes', 'test', 'not_finished'] as const;
export type Missing = (typeof MISSING)[number];

/** Per cent of the sessions held that somebody attended, rounded down; an excused session is still one that was missed. */
export const attendancePercent = (numbers: Pick<Qualification, 'held' | 'attended'>): number =>
  numbers.held === 0 ? 0 : Math.floor((numbers.attended * 100) / numbers.held);

/** What somebody lacks for the certificate; nothing: they qualify. @param finished whether the class has no session to come */
export function missingFor(rule: CertificateRule, numbers: Qualification, finished: boolean): Missing[] {
  const missing: Missing[] = [];
  if (!finished) missing.push('not_finished');
  if (numbers.held === 0 || attendancePercent(numbers) < rule.attendancePercent) missing.push('attendance');
  if (numbers.minutes < rule.minutes) missing.push('minutes');
  if (rule.testNeeded && numbers.testPassed !== true) missing.push('test');
  return missing;
}

/** Last valid date of a certificate issued on a date: the day before the same date so many months later; null: for good. */
export function validUntil(issuedOn: string, validMonths: number | null): string | null {
  if (validMonths === null) return null;
  const day = addMonths(issuedOn, validMonths);
  // The 31st of a month that has none: its last day.
  return day.slice(8) === issuedOn.slice(8) ? addDays(day, -1) : day;
}

export const CERTIFICATE_STATES = ['valid', 'expired', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** @param today date of the station, `YYYY-MM-DD` */
export function certificateState(certificate: { validUntil: string | null; revoked: boolean }, today: string): CertificateState {
  if (certificate.revoked) return 'revoked';
  return certificate.validUntil !== null && certificate.validUntil < today ? 'expired' : 'valid';
}

/** Days ahead within which certificates count as running out. */
export const RUNNING_OUT_DAYS = 30;
