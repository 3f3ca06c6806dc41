import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { applyWishes, openWishes, previewWishes } from './import.ts';
import { exportWishes, listThemes, listWishes, rankWishes } from './read.ts';
import { assignTx, createThemeTx, makeClassTx, mergeThemesTx, recordWishTx, removeWishTx, updateThemeTx } from './write.ts';

const os = implementer.wishes;

export const wishes = os.router({
  list: os.list.handler(({ context, input }) => listWishes(context.station.db, input)),
  record: os.record.handler(({ context, input }) => command(context, input, (cmd) => recordWishTx(cmd, input))),
  remove: os.remove.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await removeWishTx(cmd, input.id);
      return {};
    })
  ),
  ranking: os.ranking.handler(({ context, input }) => rankWishes(context.station.db, input)),
  export: os.export.handler(({ context, input }) => exportWishes(context, input.language)),
  themes: {
    list: os.themes.list.handler(({ context, input }) => listThemes(context.station.db, input.archived)),
    create: os.themes.create.handler(({ context, input }) =>
      command(context, input, async (cmd) => ({ id: await createThemeTx(cmd, input) }))
    ),
    update: os.themes.update.handler(({ context, input }) => command(context, input, (cmd) => updateThemeTx(cmd, input))),
    assign: os.themes.assign.handler(({ context, input }) =>
      command(context, input, async (cmd) => ({ assigned: await assignTx(cmd, input.wishIds, input.themeId) }))
    ),
    merge: os.themes.merge.handler(({ context, input }) =>
      command(context, input, async (cmd) => ({ moved: await mergeThemesTx(cmd, input.fromId, input.intoId) }))
    )
  },
  makeClass: os.makeClass.handler(({ context, input }) => command(context, input, (cmd) => makeClassTx(cmd, input))),
  import: {
    open: os.import.open.handler(({ context, input, signal }) => openWishes(context, input, signal)),
    preview: os.import.preview.handler(({ context, input, signal }) => previewWishes(context, input, signal)),
    apply: os.import.apply.handler(({ context, input, signal }) => applyWishes(context, input, signal))
  }
});
