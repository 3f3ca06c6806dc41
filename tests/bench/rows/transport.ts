import { copyData, removeCopies } from '../data.ts';
import { compare, compareUntilValid, repeatAsync } from '../harness.ts';
import type { Measured, Row } from '../row.ts';
import { startRpc, type Rpc } from '../rpc.ts';

/** Our calls against bare messages between the same two threads. */
function port(times: number, ours: (rpc: Rpc) => Promise<unknown>, floor: (rpc: Rpc) => Promise<unknown>) {
  return async ({ size }: { size: number }): Promise<Measured> => {
    const folder = copyData(size);
    const rpc = await startRpc(folder);
    try {
      return await compareUntilValid(() =>
        compare({ floor: repeatAsync(times, () => floor(rpc)), ours: repeatAsync(times, () => ours(rpc)) })
      );
    } finally {
      await rpc.stop();
      removeCopies([folder]);
    }
  };
}

export const transportRows: Row[] = [
  {
    id: 'P9',
    name: 'Empty call, against a bare port',
    unit: 'ms',
    budget: 1.5,
    // Nobody is signed in, so there is nothing to lock, and the service only answers.
    run: port(
      500,
      (rpc) => rpc.anonymous.access.lock(),
      (rpc) => rpc.raw('empty')
    )
  },
  {
    id: 'P9k',
    name: 'Call for 1,000 rows, against a bare port',
    unit: 'ms',
    budget: 1.5,
    run: port(
      40,
      (rpc) => rpc.ready('rows'),
      (rpc) => rpc.raw('rows')
    )
  }
];
