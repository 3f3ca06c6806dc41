import { demandMonths, type MonthRange } from '../../core/figures/months.ts';
import { utilisation } from '../../../contract/schedule/zone-log.ts';
import type { Language } from '../../../contract/core/station.ts';
import { clockOf, dateOf } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { runJob } from '../../core/jobs/run.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { WORDS } from './labels.ts';
import { readCells, readFigures } from './read.ts';
import { allUses } from './uses.ts';

export interface FiguresExport extends MonthRange {
  language: Language;
}

const hoursOf = (minutes: number) => Math.round(minutes / 6) / 10;
const percent = (used: number, open: number) => {
  const share = utilisation(used, open);
  return share === null ? null : Math.round(share * 1000) / 10;
};

const MOST_ROWS = 1_000_000;

/** In a worker: makes the zone log as a workbook of three sheets. */
export async function exportFiguresJob(input: FiguresExport, tools: JobTools) {
  const { db } = tools.open;
  const words = WORDS[input.language];
  const english = input.language === 'en';
  const named = (rows: { id: number; name: string; name_en: string }[]) =>
    new Map(rows.map((row) => [row.id, english && row.name_en !== '' ? row.name_en : row.name]));
  const zones = named(await db.selectFrom('zone').select(['id', 'name', 'name_en']).execute());
  const purposes = named(await db.selectFrom('purpose').select(['id', 'name', 'name_en']).execute());
  const figures = await readFigures(db, input, tools.now);
  const months: (string | number | null)[][] = [];
  for (const { zoneId, month, minutes: open } of figures.open) {
    const cells = figures.cells.filter((cell) => cell.zoneId === zoneId && cell.month === month);
    const sum = (key: 'uses' | 'attendances' | 'minutes') => cells.reduce((total, cell) => total + cell[key], 0);
    months.push([
      zones.get(zoneId) ?? '',
      month,
      sum('uses'),
      sum('attendances'),
      hoursOf(sum('minutes')),
      hoursOf(open),
      percent(sum('minutes'), open)
    ]);
  }
  const { totals } = figures;
  months.push([
    words.total,
    '',
    totals.uses,
    totals.attendances,
    hoursOf(totals.minutes),
    hoursOf(totals.openMinutes),
    percent(totals.minutes, totals.openMinutes)
  ]);
  const byPurpose = (await readCells(db, input)).map((cell) => [
    zones.get(cell.zoneId) ?? '',
    purposes.get(cell.purposeId) ?? '',
    cell.month,
    cell.uses,
    cell.attendances,
    hoursOf(cell.minutes)
  ]);
  const uses = (await allUses(db, input, MOST_ROWS, () => tools.checkCancelled())).map((use) => [
    use.number,
    dateOf(use.from),
    clockOf(use.from),
    clockOf(use.to),
    zones.get(use.zone.id) ?? '',
    purposes.get(use.purpose.id) ?? '',
    english && use.titleEn !== '' ? use.titleEn : use.title,
    use.organisation,
    use.contact,
    use.expected,
    use.headcount,
    use.minutes
  ]);
  const number = (header: string) => ({ header, type: 'number' as const, width: 12 });
  const title = `${words.file} ${input.fromMonth} – ${input.toMonth}`;
  const bytes = await writeWorkbook([
    {
      name: words.months,
      title,
      columns: [
        { header: words.zone, width: 22 },
        { header: words.month, width: 10 },
        number(words.count),
        number(words.people),
        number(words.hours),
        number(words.open),
        number(words.rate)
      ],
      rows: months
    },
    {
      name: words.purposes,
      title,
      columns: [
        { header: words.zone, width: 22 },
        { header: words.purpose, width: 16 },
        { header: words.month, width: 10 },
        number(words.count),
        number(words.people),
        number(words.hours)
      ],
      rows: byPurpose
    },
    {
      name: words.uses,
      title,
      columns: [
        { header: words.number, width: 14 },
        { header: words.date, width: 12 },
        { header: words.from, width: 8 },
        { header: words.to, width: 8 },
        { header: words.zone, width: 22 },
        { header: words.purpose, width: 16 },
        { header: words.title, width: 24 },
        { header: words.host, width: 24 },
        { header: words.contact, width: 12 },
        number(words.expected),
        number(words.came),
        number(words.minutes)
      ],
      rows: uses
    }
  ]);
  return { name: `${words.file}-${input.fromMonth}-${input.toMonth}.xlsx`, rows: uses.length, bytes };
}

/** The zone log as .xlsx; records the export. @throws StationError INVALID, CANCELLED */
export async function exportFigures(context: Context, input: FiguresExport, signal?: AbortSignal) {
  demandMonths(input);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'figures', after: input });
    return {};
  });
  const made = await runJob(context.station, 'exportFigures', input, { signal });
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    exportFigures: typeof exportFiguresJob;
  }
}
