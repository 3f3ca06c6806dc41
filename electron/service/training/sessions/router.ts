import { readClass } from '../classes/rows.ts';
import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { addSessionsTx, forgetSkippedTx, noteTx } from './add.ts';
import { cancelSessionTx, changeAllTx, restoreSessionTx, updateSessionTx } from './change.ts';
import { previewChange } from './preview-change.ts';
import { previewRule, probeSession } from './preview.ts';
import { getSession } from './read.ts';

const os = implementer.sessions;

export const sessions = os.router({
  preview: os.preview.handler(({ context, input: { rule, ...place } }) =>
    previewRule(context.station.db, context.station.clock.now(), rule, place)
  ),
  probe: os.probe.handler(({ context, input }) => probeSession(context.station.db, context.station.clock.now(), input)),
  get: os.get.handler(({ context, input }) => getSession(context.station.db, input.id)),
  add: os.add.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      return { ids: await addSessionsTx(cmd, input) };
    })
  ),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => updateSessionTx(cmd, input))),
  previewChange: os.previewChange.handler(async ({ context, input }) => {
    await readClass(context.station.db, input.classId);
    return previewChange(context, input);
  }),
  changeAll: os.changeAll.handler(({ context, input }) => command(context, input, (cmd) => changeAllTx(cmd, input))),
  cancel: os.cancel.handler(({ context, input }) => command(context, input, (cmd) => cancelSessionTx(cmd, input))),
  restore: os.restore.handler(({ context, input }) => command(context, input, (cmd) => restoreSessionTx(cmd, input))),
  note: os.note.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await noteTx(cmd, input);
      return {};
    })
  ),
  forgetSkipped: os.forgetSkipped.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await forgetSkippedTx(cmd, input);
      return {};
    })
  )
});
