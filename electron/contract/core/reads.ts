import { isContractProcedure } from '@orpc/contract';
import type { ProcedureMeta } from './base.ts';

/** The names of the procedures that may be asked again without harm (`read: true`), each `area.name`, in the contract's order. */
export function readsOf(contract: object, path: readonly string[] = []): string[] {
  if (isContractProcedure(contract)) return (contract['~orpc'].meta as ProcedureMeta).read ? [path.join('.')] : [];
  return Object.entries(contract).flatMap(([key, inner]) => readsOf(inner as object, [...path, key]));
}
