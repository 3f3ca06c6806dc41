import { readsOf } from '@contract/core/reads.ts';
import { contract } from '@contract/index.ts';

/** Procedures that the contract marks as read, loaded when a port died during a call. The build replaces this by the names (scripts/read-list.ts). */
export const reads: ReadonlySet<string> = new Set(readsOf(contract));
