import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '@contract/index.ts';
import { directLink, ordinaryLink, type CallContext } from './call.ts';

export { dropConnection, listenForPorts, type PortListener } from './connection.ts';
export type { CallContext } from './call.ts';

/**
 * The typed way to the station service. Calls go over the port that main hands out; when the service was restarted they
 * go over its new port. Each call has a time limit, and no call ever hangs on a port that died (call.ts says how).
 */
export type StationClient = ContractRouterClient<Contract, CallContext>;

/** Every procedure of the contract. */
export const api: StationClient = createORPCClient(ordinaryLink);

/** For taking the session up again while ordinary calls still wait. */
export const directApi: StationClient = createORPCClient(directLink);

/** A new command id. One id per intention: make it when the form is sent, not when it is sent again. */
export const newCommandId = (): string => crypto.randomUUID();
