import { settleClassesTx } from '../classes/settle.ts';
import { readClass } from '../classes/rows.ts';
import { command, type Command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { settleDue, settleDueTx } from '../../schedule/reservations/settle.ts';
import { addSessionsTx, forgetSkippedTx, noteTx } from './add.ts';
import { cancelSessionTx, changeAllTx, restoreSessionTx, updateSessionTx } from './change.ts';
import { previewChange } from './preview-change.ts';
import { previewRule, probeSession } from './preview.ts';
import { getSession } from './read.ts';

const os = implementer.sessions;

/** Whatever takes the schedule first releases what is due: a no-show's zone is free. */
async function settleAllTx(cmd: Command): Promise<void> {
  await settleDueTx(cmd);
  await settleClassesTx(cmd);
}

export const sessions = os.router({
  preview: os.preview.handler(async ({ context, input: { rule, ...place } }) => {
    await settleDue(context.station);
    return previewRule(context.station.db, context.station.clock.now(), rule, place);
  }),
  probe: os.probe.handler(async ({ context, input }) => {
    await settleDue(context.station);
    return probeSession(context.station.db, context.station.clock.now(), input);
  }),
  get: os.get.handler(({ context, input }) => getSession(context.station.db, input.id)),
  add: os.add.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await settleAllTx(cmd);
      return { ids: await addSessionsTx(cmd, input) };
    })
  ),
  update: os.update.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await settleAllTx(cmd);
      return updateSessionTx(cmd, input);
    })
  ),
  previewChange: os.previewChange.handler(async ({ context, input }) => {
    await readClass(context.station.db, input.classId);
    await settleDue(context.station);
    return previewChange(context, input);
  }),
  changeAll: os.changeAll.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await settleAllTx(cmd);
      return changeAllTx(cmd, input);
    })
  ),
  cancel: os.cancel.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await settleClassesTx(cmd);
      return cancelSessionTx(cmd, input);
    })
  ),
  restore: os.restore.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await settleAllTx(cmd);
      return restoreSessionTx(cmd, input);
    })
  ),
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
