import { successRate, type CaseNumbers } from '../../../contract/mediation/case-figures.ts';
import type { Language } from '../../../contract/core/station.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { writeWorkbook, type Sheet, type SheetColumn } from '../../core/documents/excel.ts';
import { COLUMNS, TYPE_WORDS, WORDS } from './labels.ts';
import { caseFigureTable, type FigureRange } from './read.ts';

const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function cellsOf(n: CaseNumbers, language: Language): (string | number | null)[] {
  return COLUMNS.map(({ key, as }) => {
    if (key === 'rate') {
      const rate = successRate(n);
      return rate === null ? '' : `${Math.round(rate * 1000) / 10}%`;
    }
    const value = n[key];
    if (as === 'fen') return value === null ? WORDS.sealed[language] : value / 100;
    return value;
  });
}

/** The figures as .xlsx: a sheet by type in the order of the statistics and a sheet by mediator, each period with a total. Audited. */
export async function exportCaseFigures(context: Context, input: FigureRange & { language: Language }) {
  const { language } = input;
  const [byType, byMediator] = [
    await caseFigureTable(context, { ...input, by: 'type' }),
    await caseFigureTable(context, { ...input, by: 'mediator' })
  ];
  const columns = (first: string): SheetColumn[] => [
    { header: WORDS.period[language], width: 12, type: 'text' },
    { header: first, width: 20, type: 'text' },
    ...COLUMNS.map(({ words, as }): SheetColumn => ({ header: words[language], width: 14, type: as === 'rate' ? 'text' : 'number' }))
  ];
  const keyOf = (key: string) => (key === 'all' ? WORDS.all[language] : key);
  const rowsOf = (table: typeof byType, nameOf: (row: (typeof byType)['periods'][number]['rows'][number]) => string) =>
    table.periods.flatMap(({ key, rows, total }) => [
      ...rows.map((row) => [keyOf(key), nameOf(row), ...cellsOf(row, language)]),
      [keyOf(key), WORDS.total[language], ...cellsOf(total, language)]
    ]);
  const title = `${WORDS.title[language]} ${input.fromMonth} – ${input.toMonth}`;
  const sheets: Sheet[] = [
    {
      name: WORDS.byType[language],
      title,
      columns: columns(WORDS.type[language]),
      rows: rowsOf(byType, (row) => (row.type === null ? '' : TYPE_WORDS[row.type][language]))
    },
    {
      name: WORDS.byMediator[language],
      title,
      columns: columns(WORDS.mediator[language]),
      rows: rowsOf(byMediator, (row) => row.mediator?.name ?? '')
    }
  ];
  const bytes = await writeWorkbook(sheets, context.station.clock.now());
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'case_figures', after: { fromMonth: input.fromMonth, toMonth: input.toMonth, rows } });
    return {};
  });
  return { name: `${title}.xlsx`, file: new Blob([bytes as BlobPart], { type: MIME }), rows };
}
