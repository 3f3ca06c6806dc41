import { z } from 'zod';

/** One obstacle to an allocation: what is taken, what holds it, and when. */
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
 * The errors that any area may throw. The key is the code that crosses the port, the schema the data that goes with it.
 * The window makes the sentence from `errors.<CODE>` in its messages. Each area declares its own errors beside its contract.
 */
export const CORE_ERRORS = {
  NOT_SIGNED_IN: z.object({}),
  LOCKED: z.object({}),
  FORBIDDEN: z.object({ permission: z.string() }),
  NOT_FOUND: z.object({ what: z.string(), id: z.union([z.string(), z.number()]).optional() }),
  INVALID: z.object({ field: z.string(), reason: z.string(), params: z.record(z.string(), z.unknown()).optional() }),
  /** Somebody else changed the row after it was read. */
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
  IN_USE: z.object({ what: z.string(), count: z.number().int() }),
  CYCLE: z.object({}),
  CLASH: z.object({ clashes: z.array(clashSchema) }),
  STEP_NOT_ALLOWED: z.object({ from: z.string(), step: z.string() }),
  REASON_NEEDED: z.object({}),
  FILE_UNREADABLE: z.object({ reason: z.string() }),
  /** A file, its unpacked content or a list with too many rows. */
  TOO_LARGE: z.object({
    limitBytes: z.number().int().optional(),
    unpackedBytes: z.number().int().optional(),
    limitRows: z.number().int().optional()
  }),
  CANCELLED: z.object({}),
  /** A template that cannot be filled in, and what the template engine says. */
  TEMPLATE_BROKEN: z.object({ name: z.string(), detail: z.string() }),
  /** The vault stays locked until the operator gives their password. */
  VAULT_LOCKED: z.object({ vault: z.string() }),
  /** The operator has not been admitted to the vault, or there is none yet. */
  VAULT_NOT_ADMITTED: z.object({ vault: z.string() }),
  /** Sealed data was changed, cut off or moved to another place; `record` says where it was read. */
  SEAL_BROKEN: z.object({ record: z.string() }),
  /** That account has to sign in once before it can be admitted. */
  VAULT_NO_KEY: z.object({ name: z.string() }),
  /** A recovery code with a typing mistake; groups count from 1. */
  RECOVERY_CODE_TYPO: z.object({
    reason: z.enum(['length', 'character', 'check']),
    group: z.number().int().optional(),
    missing: z.number().int().optional()
  }),
  /** A well-formed recovery code that is not in force. `sheet` is the one in force, made at `madeAt` (UTC ms). */
  RECOVERY_CODE_WRONG: z.object({ sheet: z.number().int(), madeAt: z.number().int() }),
  INTERNAL: z.object({ id: z.string() })
} as const;
type CoreErrors = typeof CORE_ERRORS;

/** Every error a person can act on, by code. Each area adds its own with `declare module` in its errors.ts. */
export interface ErrorCatalogue extends CoreErrors {}

export type ErrorCode = keyof ErrorCatalogue;
export type ErrorData<C extends ErrorCode> = z.input<ErrorCatalogue[C]>;

/**
 * Makes an area's `may`: the part of its catalogue that a procedure declares, `procedure.errors(may('NOT_FOUND', 'CLASH'))`.
 * @param errors what the area may throw: its own and those of the areas below it
 */
export function mayOf<E extends Record<string, z.ZodObject>>(errors: E) {
  return <C extends keyof E & string>(...codes: C[]) =>
    Object.fromEntries(codes.map((code) => [code, { data: errors[code] }])) as { [K in C]: { data: E[K] } };
}

export const may = mayOf(CORE_ERRORS);

/** Errors that any call can throw; base.ts declares them once for all procedures. */
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
