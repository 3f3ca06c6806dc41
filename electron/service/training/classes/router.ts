import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { createClassTx } from './create.ts';
import { listClasses } from './list.ts';
import { classCalendar, classHistory, getClass, listTerms, proposeClass } from './read.ts';
import { classStepTx } from './steps.ts';
import { classForChangeTx } from './store.ts';
import { updateClassTx } from './update.ts';

const os = implementer.classes;

export const classes = os.router({
  list: os.list.handler(({ context, input }) => listClasses(context, input)),
  get: os.get.handler(({ context, input }) => getClass(context, input.id)),
  terms: os.terms.handler(({ context }) => listTerms(context.station.db)),
  create: os.create.handler(({ context, input }) => command(context, input, (cmd) => createClassTx(cmd, input))),
  proposal: os.proposal.handler(({ context, input }) => proposeClass(context.station.db, input)),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => updateClassTx(cmd, input))),
  step: os.step.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      return classStepTx(cmd, await classForChangeTx(cmd, input), input.step, input.reason);
    })
  ),
  history: os.history.handler(({ context, input }) => classHistory(context.station.db, input.id, input.bookingId)),
  calendar: os.calendar.handler(({ context, input }) => classCalendar(context, input))
});
