import { command, unnumberedCommand } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { checkDocument, checkMobile } from '../../../contract/people/people-rules.ts';
import { exportPeople } from './export.ts';
import { listPeople, searchPeople } from './find.ts';
import { applyImport, badRows, lookAtImport, openImport, previewImport, previewUndo, undoImport } from './import/run.ts';
import { forgetFile, keptFile, progressOf } from './import/store.ts';
import { rosterTemplate } from './import/template.ts';
import { alikeOf, recentImports } from './import/undo.ts';
import { mayReveal } from './may-reveal.ts';
import { mergePeopleTx } from './merge.ts';
import { nameColumns } from './names.ts';
import { createPersonTx, findDuplicates, getPerson, revealTx, setConsentTx, updatePersonTx } from './persons.ts';
import { checkPhoto, photoOf, setPhotoTx } from './photo.ts';
import { toListed } from './rows.ts';
import { timelineOf } from './timeline.ts';
import { tradesInUse } from './trades.ts';

const os = implementer.people;

export const people = os.router({
  list: os.list.handler(({ context, input }) => listPeople(context.station.db, input, input.after, input.limit, mayReveal(context))),
  search: os.search.handler(({ context, input }) => searchPeople(context.station.db, input.query, input.limit, mayReveal(context))),
  get: os.get.handler(({ context, input }) => getPerson(context.station.db, input.id, mayReveal(context))),
  timeline: os.timeline.handler(({ context, input }) => timelineOf(context.station.db, input.id, input.before ?? Infinity, input.limit)),
  trades: os.trades.handler(({ context }) => tradesInUse(context.station.db)),
  duplicates: os.duplicates.handler(async ({ context, input }) => {
    const document = checkDocument(input.documentKind, input.documentNumber);
    const identity = {
      ...nameColumns(input.name, true),
      mobile: checkMobile(input.mobile),
      document_kind: document.ok ? document.kind : 'none',
      document_number: document.ok ? document.number : ''
    };
    const { same, alike } = await findDuplicates(context.station.db, identity, input.exceptId);
    return {
      same: same ? toListed(same, null, mayReveal(context)) : null,
      alike: alike.map((row) => toListed(row, null, mayReveal(context)))
    };
  }),
  reveal: os.reveal.handler(({ context, input }) =>
    unnumberedCommand(context, async (cmd) => ({ value: await revealTx(cmd, input.id, input.field) }))
  ),
  create: os.create.handler(({ context, input }) => command(context, input, async (cmd) => ({ id: await createPersonTx(cmd, input) }))),
  update: os.update.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await updatePersonTx(cmd, input, mayReveal(context));
      return {};
    })
  ),
  setConsent: os.setConsent.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await setConsentTx(cmd, input);
      return {};
    })
  ),
  merge: os.merge.handler(({ context, input }) => command(context, input, async (cmd) => ({ moved: await mergePeopleTx(cmd, input) }))),
  photo: {
    get: os.photo.get.handler(async ({ context, input }) => ({ photo: await photoOf(context.station.db, input.id) })),
    set: os.photo.set.handler(async ({ context, input }) => {
      const photo = input.photo === null ? null : await checkPhoto(input.photo);
      return command(context, input, async (cmd) => {
        await setPhotoTx(cmd, input.id, photo);
        return {};
      });
    })
  },
  export: os.export.handler(({ context, input: { language, ...filter }, signal }) => exportPeople(context, filter, language, signal)),
  import: {
    open: os.import.open.handler(({ context, input, signal }) => openImport(context, input.file, input.name, signal)),
    look: os.import.look.handler(({ context, input, signal }) => lookAtImport(context, input, signal)),
    preview: os.import.preview.handler(({ context, input, signal }) => previewImport(context, input, signal)),
    apply: os.import.apply.handler(({ context, input, signal }) => applyImport(context, input, signal)),
    progress: os.import.progress.handler(({ context, input, signal }) => progressOf(keptFile(context, input.importId), signal)),
    badRows: os.import.badRows.handler(({ context, input, signal }) => badRows(context, input, signal)),
    close: os.import.close.handler(({ context, input }) => {
      forgetFile(context, input.importId);
      return {};
    }),
    template: os.import.template.handler(({ input }) => rosterTemplate(input.language)),
    recent: os.import.recent.handler(({ context }) => recentImports(context.station.db, context.station.clock.now())),
    alike: os.import.alike.handler(({ context, input }) => alikeOf(context.station.db, input.id)),
    undoPreview: os.import.undoPreview.handler(({ context, input, signal }) => previewUndo(context, input.id, signal)),
    undo: os.import.undo.handler(({ context, input, signal }) => undoImport(context, input, signal))
  }
});
