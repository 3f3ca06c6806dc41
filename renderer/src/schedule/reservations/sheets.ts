import { escapeHtml, printDocument } from '@/ui/components/print-document.ts';
import { day as dayText, span, timestamp } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { hoursOn, type DayKind } from '@contract/schedule/allocation.ts';
import { clockOfMinutes } from '@contract/core/time.ts';
import type { ZoneUse } from '@contract/schedule/reservations.ts';
import type { Zone } from '@contract/schedule/zones.ts';
import { nameOf } from '@/schedule/lookups.ts';
import { otherTitle } from '@/schedule/allocation/others.ts';
import { onDate, type Booking } from '@/schedule/allocation/timeline.ts';

/** Sheets to hang up, without telephone numbers: a day for a zone's door, a week of one zone or of all. */

interface SheetData {
  stationName: string;
  bookings: readonly Booking[];
  others: readonly ZoneUse[];
  closures: readonly { zoneId: number; from: number; to: number; reason: string }[];
  kindOf: (date: string) => DayKind;
  titleOf: (booking: Booking) => string;
  now: number;
}

/** States shown on a door: not released ones, and not those that wait for approval. */
const SHOWN: readonly Booking['state'][] = ['approved', 'in_use', 'finished'];
/** A line of a sheet: title, host and number of people. */
interface Line {
  from: number;
  to: number;
  title: string;
  host: string;
  people: number | null;
}
function forZone(data: SheetData, zoneId: number, date: string): Line[] {
  const bookings = onDate(data.bookings, date)
    .filter((booking) => booking.zoneId === zoneId && SHOWN.includes(booking.state))
    .map((booking) => ({
      from: booking.from,
      to: booking.to,
      title: data.titleOf(booking),
      host: booking.organisation ?? '',
      people: booking.expected
    }));
  const others = onDate(data.others, date)
    .filter((use) => use.zoneId === zoneId && use.state !== 'tentative')
    .map((use) => ({ from: use.from, to: use.to, title: otherTitle(use), host: use.who, people: use.expected }));
  return [...bookings, ...others].sort((a, b) => a.from - b.from);
}
const hoursText = (zone: Zone, date: string, data: SheetData): string => {
  const hours = hoursOn(zone, date, data.kindOf(date));
  if (hours.length === 0) return translate('schedule.sheets.shut');
  return translate('schedule.sheets.hours', {
    hours: hours.map((part) => `${clockOfMinutes(part.open)}–${clockOfMinutes(part.close)}`).join(' ')
  });
};
const closureOn = (data: SheetData, zoneId: number, date: string) =>
  onDate(data.closures, date).find((closure) => closure.zoneId === zoneId);
const foot = (data: SheetData): string =>
  `<div class="foot"><span>${escapeHtml(data.stationName)}</span><span>${escapeHtml(translate('schedule.sheets.printed', { at: timestamp(data.now) }))}</span></div>`;
const word = (key: string): string => escapeHtml(translate(`schedule.sheets.${key}`));

/** The day of one zone, A4 portrait, in large letters. */
export function daySheet(zone: Zone, date: string, data: SheetData): { title: string; html: string } {
  const title = translate('schedule.sheets.daySheetTitle', { zone: nameOf(zone) });
  const closure = closureOn(data, zone.id, date);
  const rows = forZone(data, zone.id, date).map(
    (line) =>
      `<tr><td class="time">${escapeHtml(span(line.from, line.to))}</td><td><b>${escapeHtml(line.title)}</b></td><td>${escapeHtml(line.host)}</td><td class="n">${line.people ?? ''}</td></tr>`
  );
  const note = closure ? translate('schedule.sheets.closed', { reason: closure.reason }) : hoursText(zone, date, data);
  const body = `<h1>${escapeHtml(title)}</h1><p class="sub">${escapeHtml(dayText(date, '0000'))} · ${escapeHtml(note)}</p><table><thead><tr><th class="time">${word('time')}</th><th>${word('use')}</th><th>${word('host')}</th><th class="n">${word('people')}</th></tr></thead><tbody>${rows.join('') || `<tr><td colspan="4" class="none">${word('none')}</td></tr>`}</tbody></table>${foot(data)}`;
  const css =
    'h1{font-size:28pt}.sub{font-size:16pt}td,th{font-size:15pt;padding:3mm}.time{white-space:nowrap;width:36mm}.n{text-align:right;width:18mm}.none{text-align:center;padding:16mm}';
  return { title: `${title} ${date}`, html: printDocument(title, body, { css }) };
}

/** A week as a table of zones against days, A4 landscape. With one zone, its days become the rows of a fuller table. */
export function weekPlan(zones: readonly Zone[], dates: readonly string[], data: SheetData): { title: string; html: string } {
  const only = zones.length === 1 ? zones[0] : undefined;
  const title = translate('schedule.sheets.weekPlanTitle', { name: only ? nameOf(only) : data.stationName });
  const cell = (zone: Zone, date: string): string => {
    const closure = closureOn(data, zone.id, date);
    const uses = forZone(data, zone.id, date).map(
      (line) =>
        `<div class="use"><span>${escapeHtml(span(line.from, line.to))}</span> <b>${escapeHtml(line.title)}</b>${line.host ? `<br>${escapeHtml(line.host)}` : ''}</div>`
    );
    const shut = closure
      ? translate('schedule.sheets.closed', { reason: closure.reason })
      : hoursOn(zone, date, data.kindOf(date)).length === 0
        ? translate('schedule.sheets.shut')
        : '';
    return `${shut ? `<div class="shut">${escapeHtml(shut)}</div>` : ''}${uses.join('')}` || word('noneShort');
  };
  const period = `${dayText(dates[0]!, '0000')} – ${dayText(dates.at(-1)!, '0000')}`;
  const head = only
    ? `<tr><th></th><th>${word('use')}</th></tr>`
    : `<tr><th></th>${dates.map((date) => `<th>${escapeHtml(dayText(date))}</th>`).join('')}</tr>`;
  const rows = only
    ? dates.map(
        (date) =>
          `<tr><th class="zone">${escapeHtml(dayText(date))}<br><span class="shut">${escapeHtml(hoursText(only, date, data))}</span></th><td>${cell(only, date)}</td></tr>`
      )
    : zones.map(
        (zone) =>
          `<tr><th class="zone">${escapeHtml(nameOf(zone))}</th>${dates.map((date) => `<td>${cell(zone, date)}</td>`).join('')}</tr>`
      );
  const body = `<h1>${escapeHtml(title)}</h1><p class="sub">${escapeHtml(period)}</p><table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>${foot(data)}`;
  const css = `table{table-layout:fixed}td,th{font-size:${only ? 12 : 8.5}pt;padding:1mm 1.4mm}th:first-child{width:${only ? 52 : 26}mm}.use{margin-bottom:1mm;overflow-wrap:anywhere}.shut{color:#5f6672;font-weight:400}`;
  return { title: `${title} ${dates[0]}`, html: printDocument(title, body, { css, landscape: only === undefined }) };
}
