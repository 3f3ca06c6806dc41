import { z } from 'zod';
import { addDays, addMonths } from '../core/time.ts';

/** Who qualifies for a certificate, and until when it is valid. No database. */

export const certificateRule = z.object({
  /** Fewest sessions attended, per cent of those held; 0: any number. */
  attendancePercent: z.number().int().min(0).max(100),
  /** Fewest minutes of teaching attended; 0: any number. */
  minutes: z.number().int().min(0).max(100_000),
  testNeeded: z.boolean(),
  /** Months of validity; null: for good. */
  validMonths: z.number().int().min(1).max(240).nullable()
});
export type CertificateRule = z.infer<typeof certificateRule>;
export const DEFAULT_CERTIFICATE_RULE: CertificateRule = { attendancePercent: 80, minutes: 0, testNeeded: false, validMonths: null };

export const ATTENDANCE = ['present', 'late', 'left_early', 'excused', 'absent'] as const;
export type Attendance = (typeof ATTENDANCE)[number];
export const attendanceStatus = z.enum(ATTENDANCE);
/** Marks that count as attendance. */
export const ATTENDED: readonly Attendance[] = ['present', 'late', 'left_early'];

/** The numbers on which a certificate depends. */
export const qualification = z.object({
  /** Sessions held so far, attended and excused. */
  held: z.number().int(),
  attended: z.number().int(),
  excused: z.number().int(),
  /** Minutes of attended sessions. */
  minutes: z.number().int(),
  testPassed: z.boolean().nullable()
});
export type Qualification = z.infer<typeof qualification>;

export const MISSING = ['attendance', 'minutes', 'test', 'not_finished'] as const;
export type Missing = (typeof MISSING)[number];

/** Attended sessions in per cent of those held, rounded down. An excused session counts as missed. */
export const attendancePercent = (numbers: Pick<Qualification, 'held' | 'attended'>): number =>
  numbers.held === 0 ? 0 : Math.floor((numbers.attended * 100) / numbers.held);

/** What somebody lacks for the certificate; empty: they qualify. @param finished whether the class has no session to come */
export function missingFor(rule: CertificateRule, numbers: Qualification, finished: boolean): Missing[] {
  const missing: Missing[] = [];
  if (!finished) missing.push('not_finished');
  if (numbers.held === 0 || attendancePercent(numbers) < rule.attendancePercent) missing.push('attendance');
  if (numbers.minutes < rule.minutes) missing.push('minutes');
  if (rule.testNeeded && numbers.testPassed !== true) missing.push('test');
  return missing;
}

/** Last valid date of a certificate, both dates `YYYY-MM-DD`: the day before the same date `validMonths` months later; null: for good. */
export function validUntil(issuedOn: string, validMonths: number | null): string | null {
  if (validMonths === null) return null;
  const day = addMonths(issuedOn, validMonths);
  // In a shorter month the last day of that month is the last valid one.
  return day.slice(8) === issuedOn.slice(8) ? addDays(day, -1) : day;
}

export const CERTIFICATE_STATES = ['valid', 'expired', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** The state of a certificate on a day. @param today date of the station, `YYYY-MM-DD` */
export function certificateState(certificate: { validUntil: string | null; revoked: boolean }, today: string): CertificateState {
  if (certificate.revoked) return 'revoked';
  return certificate.validUntil !== null && certificate.validUntil < today ? 'expired' : 'valid';
}

/** Certificates that expire within this many days count as running out. */
export const RUNNING_OUT_DAYS = 30;
