import { implementer } from '../../core/implementer.ts';
import { callPhones, countCalls, listCalls, markCall } from './calls.ts';

const os = implementer.calls;

export const calls = os.router({
  list: os.list.handler(({ context, input }) => listCalls(context, input)),
  count: os.count.handler(({ context }) => countCalls(context)),
  phones: os.phones.handler(({ context, input }) => callPhones(context, input)),
  mark: os.mark.handler(({ context, input }) => markCall(context, input))
});
