import { isContractProcedure } from '@orpc/contract';
import type { ProcedureMeta } from './base.ts';

/** Names (`area.name`) of the procedures that only read (`read: true`), in the contract's order. Repeating these does no harm. */
export function readsOf(contract: object, path: readonly string[] = []): string[] {
  if (isContractProcedure(contract)) return (contract['~orpc'].meta as ProcedureMeta).read ? [path.join('.')] : [];
  return Object.entries(contract).flatMap(([key, inner]) => readsOf(inner as object, [...path, key]));
}
