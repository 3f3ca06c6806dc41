import { isSealed } from '../../../contract/core/permissions.ts';
import { isContractProcedure } from '@orpc/contract';
import type { ProcedureMeta } from '../../../contract/core/base.ts';
import { contract } from '../../../contract/index.ts';

const CODE = /^[a-z][a-zA-Z0-9_]{0,39}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}$|^\d{2}:\d{2}$/;
const isPlainText = (text: string) => text === '' || CODE.test(text) || MOMENT.test(text);

/** Whether the permission of a procedure belongs to a sealed area. */
export function sealedPermission(permission: ProcedureMeta['permission']): boolean {
  return permission !== undefined && permission !== 'public' && permission !== 'signed_in' && isSealed(permission);
}

function permissionsBelow(at: unknown): ProcedureMeta['permission'][] {
  if (isContractProcedure(at)) return [(at['~orpc'].meta as ProcedureMeta).permission];
  return typeof at === 'object' && at !== null ? Object.values(at).flatMap(permissionsBelow) : [];
}

const known = new Map<string, boolean>();

/**
 * Whether an action writes about sealed data, while its reports are kept in plain text: an action of a procedure with a sealed
 * permission, or of the program itself in an area with such procedures.
 * @param action dotted name, such as `cases.create`
 */
export function sealedAction(action: string): boolean {
  let sealed = known.get(action);
  if (sealed === undefined) {
    const path = action.split('.');
    const step = (at: unknown, key: string): unknown =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined;
    const procedure = path.reduce(step, contract as unknown);
    sealed = permissionsBelow(procedure ?? step(contract, path[0] ?? '')).some(sealedPermission);
    known.set(action, sealed);
  }
  return sealed;
}

/**
 * Demands that a value is safe in plain text beside sealed data: numbers, booleans, dates, clock times and the program's own codes
 * (`mediation`, `in_round_2`), in lists and objects whose keys are codes.
 * @throws Error naming the place, never the value
 */
export function demandPlain(value: unknown, place: string): void {
  if (value === null || value === undefined || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return;
  if (typeof value === 'string' && isPlainText(value)) return;
  if (Array.isArray(value)) {
    value.forEach((item, i) => demandPlain(item, `${place}[${i}]`));
    return;
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value)) {
      if (!isPlainText(key)) throw new Error(`${place} of a sealed area has a key that is no code`);
      demandPlain(item, `${place}.${key}`);
    }
    return;
  }
  throw new Error(`${place} of a sealed area would be kept in plain text: only numbers, dates and codes may be`);
}
