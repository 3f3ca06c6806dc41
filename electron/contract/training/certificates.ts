import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling } from '../core/base.ts';
import { certificateRule, CERTIFICATE_STATES, MISSING, qualification } from './certificate-rules.ts';
import { may } from './errors.ts';
import { language } from '../core/station.ts';

const procedure = settling(['classes']);

export * from './certificate-rules.ts';

const certificateState = z.enum(CERTIFICATE_STATES);

export const certificateRow = z.object({
  id,
  /** `2026-00001`: year of issue and a counter without gaps. */
  number: z.string(),
  /** Verification code, as printed and in the QR code. */
  code: z.string(),
  /** The name as printed. */
  name: z.string(),
  personId: id,
  course: z.object({ id, title: z.string() }),
  class: z.object({ id, code: z.string(), title: z.string() }),
  issuedAt: instant,
  issuedBy: z.string(),
  validUntil: date.nullable(),
  state: certificateState,
  prints: z.number().int(),
  revokedReason: z.string()
});
export type CertificateRow = z.infer<typeof certificateRow>;

export const certificate = certificateRow.extend({
  documentMasked: z.string(),
  organisation: z.string(),
  /** The numbers for which it was issued. */
  numbers: qualification,
  /** Issue, reprints, revocation. */
  events: z.array(z.object({ at: instant, by: z.string(), kind: z.enum(['issued', 'reprinted', 'revoked']), reason: z.string() }))
});
export type Certificate = z.infer<typeof certificate>;

export const candidateRow = z.object({
  person: z.object({ id, name: z.string(), organisation: z.string() }),
  bookingId: id,
  numbers: qualification,
  percent: z.number().int(),
  missing: z.array(z.enum(MISSING)),
  score: z.number().nullable(),
  certificate: z.object({ id, number: z.string(), state: certificateState }).nullable()
});
export type CandidateRow = z.infer<typeof candidateRow>;

/** Topic: `certificates`. */
export const certificates = {
  /** The people of a class with the numbers that decide whether they qualify. */
  candidates: procedure
    .meta({ permission: 'certificates.read', read: true })
    .input(z.object({ classId: id }))
    .output(z.object({ rule: certificateRule.nullable(), finished: z.boolean(), rows: z.array(candidateRow) }))
    .errors(may('NOT_FOUND')),
  /** Records test results: passed or not, with a score if there is one; null takes a result back. */
  setResults: procedure
    .meta({ permission: 'certificates.issue' })
    .input(
      commandInput({
        classId: id,
        results: z
          .array(z.object({ personId: id, passed: z.boolean().nullable(), score: z.number().min(0).max(1000).nullable().default(null) }))
          .min(1)
          .max(500)
      })
    )
    .output(z.object({}))
    .errors(may('NOT_FOUND')),
  /** Issues certificates to all of these people or none. CERTIFICATE_REFUSED names those who do not qualify or have one, and why. */
  issue: procedure
    .meta({ permission: 'certificates.issue' })
    .input(commandInput({ classId: id, personIds: z.array(id).min(1).max(500) }))
    .output(z.object({ certificates: z.array(z.object({ id, number: z.string(), personId: id })) }))
    .errors(may('NOT_FOUND', 'CERTIFICATE_REFUSED')),
  get: procedure.meta({ permission: 'certificates.read', read: true }).input(z.object({ id })).output(certificate).errors(may('NOT_FOUND')),
  /** The register, newest first. `runningOut`: certificates that expire within RUNNING_OUT_DAYS without a newer one, soonest first. */
  list: procedure
    .meta({ permission: 'certificates.read', read: true })
    .input(
      z.object({
        ...pageInput,
        courseId: id.optional(),
        classId: id.optional(),
        personId: id.optional(),
        state: certificateState.optional(),
        runningOut: z.boolean().default(false),
        fromDate: date.optional(),
        toDate: date.optional(),
        /** A number's beginning, or part of a name. */
        text: line(60).optional()
      })
    )
    .output(pageOf(certificateRow)),
  /** Looks up a verification code or the text of a QR code: what was issued to whom, and whether it is valid. `mistyped`: the check character is wrong. */
  verify: procedure
    .meta({ permission: 'certificates.read', read: true })
    .input(z.object({ code: line(200) }))
    .output(z.object({ outcome: z.enum(['found', 'mistyped', 'unknown']), certificate: certificateRow.nullable() })),
  /** Records a reprint and its reason. */
  reprint: procedure
    .meta({ permission: 'certificates.issue' })
    .input(commandInput({ id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** Revokes a certificate for good. Its number stays used; the person may get another certificate. */
  revoke: procedure
    .meta({ permission: 'certificates.revoke' })
    .input(commandInput({ id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** The register as .xlsx, filtered the same way. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'certificates.read' })
    .input(
      z.object({
        courseId: id.optional(),
        classId: id.optional(),
        runningOut: z.boolean().default(false),
        fromDate: date.optional(),
        toDate: date.optional(),
        language
      })
    )
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(may('TOO_LARGE'))
};
