import type { Permission } from './permissions.ts';
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { COMMON } from './errors.ts';

export interface ProcedureMeta {
  /** Who may call: a permission, anybody ('public') or anybody signed in ('signed_in'). A test fails for a procedure without it. */
  permission?: Permission | 'public' | 'signed_in';
  /** The permission belongs to no sealed area, yet the answer may hold sealed data for an operator whose vault is open. */
  maySealed?: true;
  /**
   * What falls due by time alone and is settled before the procedure runs: the names under which areas register it in the
   * service, or 'all'. In an area where something falls due a test asks every procedure for it.
   */
  settles?: Settles;
  /** The procedure only reads and leaves nothing behind, so the window repeats the call when its port dies. A test compares the list. */
  read?: true;
}

export type Settles = readonly string[] | 'all';

/** Every procedure of the contract starts here. */
export const procedure = oc.$meta<ProcedureMeta>({}).errors(COMMON);

/** Starts procedures that first settle what falls due under these names; `.meta({ settles })` overrides it for one procedure. */
export const settling = (settles: Settles) => procedure.meta({ settles });

/** Identifies one command of one window. When the id comes again, the service answers the first result and writes nothing. */
export const commandId = z.uuid();

/** Input of a procedure that writes: the given fields and a command id. */
export function commandInput<S extends z.ZodRawShape>(shape: S) {
  return z.object({ ...shape, commandId });
}

export const id = z.number().int().positive();
/** Counts the changes of a record. Each change sends back the version it read; another one is refused (STALE). */
export const version = z.number().int();
/** An instant, UTC milliseconds, 1900–2200. */
export const instant = z.number().int().min(-2208988800000).max(7258118400000);
/** A calendar date `YYYY-MM-DD` in the station's time zone, 1880–2199. */
export const date = z.iso.date().refine((day) => day >= '1880-01-01' && day <= '2199-12-31', 'year');
/** A clock time `HH:MM` in the station's time zone; `24:00` ends a day. */
export const clockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
/**
 * Removes what no document can hold (XML 1.0, 2.2): control characters that scanners type or a paste brings along, and lone
 * surrogates. Word's own line break (\u000b) becomes `\n`.
 */
export const printable = (typed: string): string =>
  typed.replace(/\u000b/g, '\n').replace(/[\u0000-\u0008\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');
const oneLine = (typed: string): string => printable(typed.replace(/[\t\n\v\r]+/g, ' '));
/** One line of text, printable and trimmed. */
export const line = (max: number) => z.string().overwrite(oneLine).trim().max(max);
export const requiredLine = (max: number) => z.string().overwrite(oneLine).trim().min(1).max(max);
/** Several lines of printable text. */
export const text = (max = 4000) => z.string().overwrite(printable).max(max);

/** Asks for a page of a list: `after` is the cursor that the page before answered, opaque to the window. */
export const pageInput = { after: z.string().max(400).optional(), limit: z.number().int().min(1).max(100).default(50) };

/** Answers a page: its rows, the cursor of the next page if there is one, and a total that stops counting at 1,000. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({
    rows: z.array(row),
    next: z.string().nullable(),
    total: z.object({ count: z.number().int(), capped: z.boolean() }).nullable()
  });
}
