import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '@contract/index.ts';
import { directLink, ordinaryLink, type CallContext } from './call.ts';

export { dropConnection, listenForPorts, type PortListener } from './connection.ts';
export type { CallContext } from './call.ts';

/**
 * The typed client of the service. Calls go over the port from main, and after a restart of the service over its new port. Each call has
 * a time limit, and no call hangs on a dead port (call.ts).
 */
export type StationClient = ContractRouterClient<Contract, CallContext>;

/** Every procedure of the contract. */
export const api: StationClient = createORPCClient(ordinaryLink);

/** For resuming the session while ordinary calls still wait. */
export const directApi: StationClient = createORPCClient(directLink);

/** A new command id. Make one when a form is first sent, and keep it when the form is sent again. */
export const newCommandId = (): string => crypto.randomUUID();
