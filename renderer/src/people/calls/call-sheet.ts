import type { Sheet } from '@/app/documents/documents.ts';
import { translate } from '@/ui/i18n/index.ts';
import { escapeHtml, printDocument } from '@/ui/components/print-document.ts';
import { head, foot, cell, heads } from '@/app/documents/paper-parts.ts';

/** People to be called, with room to write how it went. */
export function callSheet(
  data: { title: string; sub: string; station: string; people: { name: string; mobile: string; organisation: string; reason: string }[] },
  now: number
): Sheet {
  const title = translate('training.sheets.callsTitle', { title: data.title });
  const rows = data.people.map(
    (person, i) =>
      `<tr class="sign">${cell(i + 1)}${cell(person.name)}${cell(person.mobile)}${cell(person.organisation)}${cell(person.reason)}<td></td></tr>`
  );
  const body = `${head(title, escapeHtml(data.sub))}<table><thead>${heads(['no', 'name', 'mobile', 'organisation', 'about', 'outcome'])}</thead><tbody>${rows.join('')}</tbody></table>${foot(data.station, now)}`;
  return {
    title,
    html: printDocument(title, body, {
      css: '.sign td{height:9mm;vertical-align:middle;padding-block:0}th:nth-child(1){width:12mm}th:nth-child(2){width:28mm}th:nth-child(3){width:34mm}th:nth-child(6){width:40mm}'
    })
  };
}
