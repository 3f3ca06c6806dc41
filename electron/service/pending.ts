import { isContractProcedure } from '@orpc/contract';
import { StationError } from './errors.ts';

/** Handlers of an area whose service is not written yet: each call fails. Goes away with the last of them. */
export function pending<R>(os: object, contract: object): R {
  const at = os as Record<string, { handler(handle: () => never): unknown }>;
  return Object.fromEntries(
    Object.entries(contract).map(([name, value]) => [
      name,
      isContractProcedure(value)
        ? at[name]!.handler(() => {
            throw new StationError('NOT_FOUND', { what: name });
          })
        : pending(at[name] as never, value as object)
    ])
  ) as R;
}
