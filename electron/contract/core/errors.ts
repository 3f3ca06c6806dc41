import { z } from 'zod';
import { refusal } from '../training/booking-rules.ts';
import { conflictGround } from '../mediation/case-conflicts.ts';
import { stepProblem } from '../mediation/case-states.ts';
import { MISSING } from '../training/certificate-rules.ts';
import { hoursProblem } from '../volunteering/service-hour-rules.ts';
import { signUpRefusal } from '../volunteering/sign-up-rules.ts';

/** One thing in the way of an allocation: what is taken, by what, and when. */
export const clashSchema = z.object({
  kind: z.enum([
    'zone',
    'person',
    'equipment',
    'closure',
    'closed_hours',
    'holiday',
    'capacity',
    'archived',
    'past',
    'trainer_subject',
    'trainer_qualification',
    'trainer_hours',
    'trainer_leave'
  ]),
  /** Name of the zone, person or equipment concerned. */
  name: z.string(),
  /** What holds it: reservation number and purpose, or the closure's reason. Empty for rules such as opening hours. */
  heldBy: z.string().default(''),
  holderKind: z.string().optional(),
  holderId: z.number().int().optional(),
  /** Occupied time of the holder, buffers included, UTC ms. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  /** Equipment: how many are free; capacity: how many the zone holds. */
  available: z.number().int().optional(),
  wanted: z.number().int().optional()
});
export type Clash = z.infer<typeof clashSchema>;

/**
 * Every error a person can act on. The key is the code that crosses the port, the schema the data that goes with it.
 * The sentence is made by the window from `errors.<CODE>` in its messages.
 */
export const ERRORS = {
  NOT_SIGNED_IN: z.object({}),
  LOCKED: z.object({}),
  FORBIDDEN: z.object({ permission: z.string() }),
  NOT_FOUND: z.object({ what: z.string(), id: z.union([z.string(), z.number()]).optional() }),
  INVALID: z.object({ field: z.string(), reason: z.string(), params: z.record(z.string(), z.unknown()).optional() }),
  /** The row was changed by somebody else since it was read. */
  STALE: z.object({ what: z.string() }),
  BUSY: z.object({}),
  READ_ONLY: z.object({}),
  DISK_FULL: z.object({}),
  /** The disk failed to read or write. */
  DISK_ERROR: z.object({}),
  /** The file is damaged where it was read. */
  CORRUPT: z.object({}),
  ALREADY_SET_UP: z.object({}),
  SIGN_IN_FAILED: z.object({ triesLeft: z.number().int() }),
  ACCOUNT_LOCKED: z.object({ until: z.number().int() }),
  NAME_TAKEN: z.object({ name: z.string() }),
  LAST_HEAD: z.object({}),
  WRONG_PASSWORD: z.object({}),
  WEAK_PASSWORD: z.object({ reason: z.enum(['short', 'common', 'like_name']) }),
  DUPLICATE_DOCUMENT: z.object({ personId: z.number().int(), name: z.string() }),
  DUPLICATE_PERSON: z.object({ personId: z.number().int(), name: z.string() }),
  IN_USE: z.object({ what: z.string(), count: z.number().int() }),
  CYCLE: z.object({}),
  CLASH: z.object({ clashes: z.array(clashSchema) }),
  /** Dates of a series that clash and have no decision, or one that does not work. */
  SERIES_CLASH: z.object({ dates: z.array(z.object({ date: z.string(), clashes: z.array(clashSchema) })) }),
  STEP_NOT_ALLOWED: z.object({ from: z.string(), step: z.string() }),
  REASON_NEEDED: z.object({}),
  FILE_UNREADABLE: z.object({ reason: z.string() }),
  /** A file, or what it comes to unpacked, or a list that has too many rows. */
  TOO_LARGE: z.object({
    limitBytes: z.number().int().optional(),
    unpackedBytes: z.number().int().optional(),
    limitRows: z.number().int().optional()
  }),
  CANCELLED: z.object({}),
  IMPORT_HAS_PROBLEMS: z.object({ count: z.number().int() }),
  /** People who cannot be booked, each with the check that failed first. */
  BOOKING_REFUSED: z.object({ refusals: z.array(z.object({ personId: z.number().int().nullable(), name: z.string(), refusal })) }),
  /** People who get no certificate: what they lack, or the number of the one they have. */
  CERTIFICATE_REFUSED: z.object({
    people: z.array(
      z.object({ personId: z.number().int(), name: z.string(), missing: z.array(z.enum(MISSING)), has: z.string().nullable() })
    )
  }),
  /** Classes of a plan whose sessions clash by now. */
  PLAN_CLASH: z.object({ classes: z.array(z.object({ classId: z.number().int(), code: z.string(), clashes: z.array(clashSchema) })) }),
  /** A template that cannot be filled in, and what the template engine says. */
  TEMPLATE_BROKEN: z.object({ name: z.string(), detail: z.string() }),
  /** Volunteers who cannot sign up, each with the check that failed first. */
  SIGN_UP_REFUSED: z.object({ refusals: z.array(z.object({ volunteerId: z.number().int(), name: z.string(), refusal: signUpRefusal })) }),
  /** Hours that cannot be written down: the lines of a sheet by their index (one service: 0), whose they are, and why. */
  HOURS_REFUSED: z.object({
    rows: z.array(z.object({ row: z.number().int(), volunteerId: z.number().int(), name: z.string(), problem: hoursProblem }))
  }),
  /** Records that the operator cannot approve or reject: no longer pending, a correction of their own, or in the way of one approved since. */
  RECORDS_REFUSED: z.object({
    records: z.array(z.object({ id: z.number().int(), name: z.string(), reason: z.enum(['state', 'own_correction', 'replaced']) }))
  }),
  /** The vault is closed until the operator gives their password. */
  VAULT_LOCKED: z.object({ vault: z.string() }),
  /** The operator has not been admitted to the vault, or there is none yet. */
  VAULT_NOT_ADMITTED: z.object({ vault: z.string() }),
  /** What was sealed was changed, cut off or put where it does not belong; `record` says where it was read. */
  SEAL_BROKEN: z.object({ record: z.string() }),
  /** That account has to sign in once before it can be admitted. */
  VAULT_NO_KEY: z.object({ name: z.string() }),
  /** A recovery code that cannot be right as it is typed; groups count from 1. */
  RECOVERY_CODE_TYPO: z.object({
    reason: z.enum(['length', 'character', 'check']),
    group: z.number().int().optional(),
    missing: z.number().int().optional()
  }),
  /** A well-formed recovery code that is not the one in force: which sheet is, and since when. */
  RECOVERY_CODE_WRONG: z.object({ sheet: z.number().int(), madeAt: z.number().int() }),
  /** The volume is bound: nothing of the case changes any more. */
  CASE_ARCHIVED: z.object({ id: z.number().int() }),
  /** A step of a case that still needs something. */
  CASE_STEP_REFUSED: z.object({ step: z.string(), problems: z.array(stepProblem) }),
  /** A mediator stands too near to a party. `final`: nobody can accept it. */
  CASE_CONFLICT: z.object({
    conflicts: z.array(
      z.object({ personId: z.number().int(), name: z.string(), ground: conflictGround, partyName: z.string(), final: z.boolean() })
    )
  }),
  /** A paper that lacks fields; see casePapers.preview for each. */
  CASE_PAPER_INCOMPLETE: z.object({ paper: z.string(), fields: z.array(z.string()) }),
  INTERNAL: z.object({ id: z.string() })
} as const;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorData<C extends ErrorCode> = z.input<(typeof ERRORS)[C]>;

type ErrorMapOf<C extends ErrorCode> = { [K in C]: { data: (typeof ERRORS)[K] } };

/** The part of the catalogue that a procedure declares: `procedure.errors(may('NOT_FOUND', 'CLASH'))`. */
export function may<C extends ErrorCode>(...codes: C[]): ErrorMapOf<C> {
  return Object.fromEntries(codes.map((code) => [code, { data: ERRORS[code] }])) as ErrorMapOf<C>;
}

/** What any call can meet, whatever it does; declared once for all in base.ts. */
export const COMMON = may(
  'NOT_SIGNED_IN',
  'LOCKED',
  'FORBIDDEN',
  'BUSY',
  'READ_ONLY',
  'DISK_FULL',
  'DISK_ERROR',
  'CORRUPT',
  'INTERNAL',
  'INVALID',
  'VAULT_LOCKED',
  'VAULT_NOT_ADMITTED',
  'SEAL_BROKEN'
);
