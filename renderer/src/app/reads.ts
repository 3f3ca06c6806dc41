import { readsOf } from '@contract/core/reads.ts';
import { contract } from '@contract/index.ts';

/** What the contract marks as read: loaded when a port died under a call. The build writes the names down in its place (scripts/read-list.ts). */
export const reads: ReadonlySet<string> = new Set(readsOf(contract));
