import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { mayApprove } from '../reservations/create.ts';
import { cancelSeriesTx, changeSeriesTx, previewChange } from './change.ts';
import { addDateTx, createSeriesTx, previewSeries } from './create.ts';
import { getSeries } from './read.ts';
import { previewRule, replaceRuleTx, undoRuleTx } from './rule.ts';

const os = implementer.series;

export const series = os.router({
  preview: os.preview.handler(({ context, input }) => previewSeries(context, input)),
  create: os.create.handler(({ context, input: { commandId, ...input } }) =>
    command(context, { commandId }, (cmd) => createSeriesTx(cmd, input, mayApprove(context)))
  ),
  get: os.get.handler(({ context, input }) => getSeries(context.station.db, input.id)),
  previewUpdate: os.previewUpdate.handler(({ context, input }) => previewChange(context, input)),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => changeSeriesTx(cmd, input, mayApprove(context)))),
  previewRule: os.previewRule.handler(({ context, input }) => previewRule(context, input)),
  replaceRule: os.replaceRule.handler(({ context, input }) =>
    command(context, input, (cmd) => replaceRuleTx(cmd, input, mayApprove(context)))
  ),
  undoRule: os.undoRule.handler(({ context, input }) => command(context, input, (cmd) => undoRuleTx(cmd, input))),
  cancel: os.cancel.handler(({ context, input }) => command(context, input, (cmd) => cancelSeriesTx(cmd, input))),
  addDate: os.addDate.handler(({ context, input }) => command(context, input, (cmd) => addDateTx(cmd, input, mayApprove(context))))
});
