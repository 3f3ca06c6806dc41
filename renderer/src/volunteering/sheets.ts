import type { ServiceCertificateData } from '@contract/volunteering/service-certificates.ts';
import { escapeHtml, printDocument } from '@/ui/components/print-document.ts';
import type { Sheet } from '@/app/documents/documents.ts';
import { day, timestamp } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import type { api } from '@/app/station.ts';
import { categoryName } from './texts.ts';

/** The papers of volunteer service, laid out for A4. */

const word = (key: string, named: Record<string, unknown> = {}): string => escapeHtml(translate(`volunteering.sheets.${key}`, named));
const cell = (text: string | number): string => `<td>${escapeHtml(String(text))}</td>`;
/** 2026年9月22日 / 22 Sep 2026: no weekday, as papers have it. */
const plainDay = (date: string): string =>
  date === ''
    ? ''
    : day(date, '0000')
        .replace(/（.*）$/, '')
        .replace(/^[A-Z][a-z]{2} /, '');

/** A sheet to fill in by hand at a shift: a line for each volunteer signed up, and empty lines. */
export function paperSheet(data: Awaited<ReturnType<typeof api.serviceHours.paperSheet>>, now: number): Sheet {
  const title = translate('volunteering.sheets.paperTitle', { title: data.project.title });
  const rows = data.people.map(
    (person) =>
      `<tr>${cell(person.number)}${cell(person.volunteerNumber)}${cell(person.name)}${cell(person.mobileMasked)}<td></td><td></td><td></td><td></td></tr>`
  );
  const blank = `<tr>${'<td></td>'.repeat(8)}</tr>`;
  const sub = [data.project.code, data.role, `${day(data.date, '0000')} ${data.from}–${data.to}`, data.place, data.project.organiser]
    .filter((part) => part !== '')
    .map(escapeHtml)
    .join(' · ');
  const heads = ['no', 'volunteerNumber', 'name', 'mobile', 'from', 'to', 'hours', 'signature']
    .map((key) => `<th>${word(key)}</th>`)
    .join('');
  const body = `<h1>${escapeHtml(title)}</h1><p class="sub">${sub}</p><table class="lines"><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}${blank.repeat(data.emptyLines)}</tbody></table>
<p class="total">${word('total')}</p><div class="foot"><span>${word('leader', { name: data.project.leader })}</span><span>${word('recorder')}</span></div><div class="foot"><span>${escapeHtml(data.station)}</span><span>${escapeHtml(translate('schedule.sheets.printed', { at: timestamp(now) }))}</span></div>`;
  const css =
    '.lines tbody td{height:9mm;vertical-align:middle;padding-block:0}table.lines{table-layout:fixed}th:nth-child(1){width:8mm}th:nth-child(2){width:21mm}th:nth-child(3){width:18mm}th:nth-child(4){width:23mm}th:nth-child(5),th:nth-child(6){width:12mm}th:nth-child(7){width:10mm}.total{margin:4mm 0 0}';
  return { title: `${title} ${data.date}`, html: printDocument(title, body, { css }) };
}

/** 志愿服务记录证明 on A4: the four blocks, the number and a code that the station can check. */
export function serviceCertificateSheet(data: ServiceCertificateData): Sheet {
  const pair = (key: string, text: string): string => `<dt>${word(`certificate.${key}`)}</dt><dd>${escapeHtml(text) || '　'}</dd>`;
  const block = (key: string, inner: string): string => `<section><h2>${word(`certificate.${key}`)}</h2>${inner}</section>`;
  const lines = data.lines.map(
    (line) =>
      `<tr>${cell(line.title)}${cell(categoryName(line))}${cell(line.organiser)}${cell(line.roles)}<td class="d">${escapeHtml(line.from)}${line.from === line.to ? '' : ` –<br>${escapeHtml(line.to)}`}</td><td class="n">${line.services}</td><td class="n">${escapeHtml(line.hours)}</td></tr>`
  );
  const heads = ['project', 'category', 'organiser', 'roles', 'dates', 'services', 'hours']
    .map((key) => `<th>${word(`certificate.${key}`)}</th>`)
    .join('');
  const title = translate('volunteering.sheets.certificate.title');
  const body = `${data.revoked ? `<p class="revoked">${word('certificate.revoked')}</p>` : ''}<h1>${escapeHtml(title)}</h1><p class="sub">${word('certificate.number', { number: data.number })}</p>
${block('who', `<dl>${pair('name', data.name)}${pair('volunteerNumber', data.volunteerNumber)}${pair('document', data.documentMasked)}</dl>`)}
${block('what', `<p class="text">${word('certificate.text', { from: plainDay(data.from), to: plainDay(data.to), services: data.services, hours: data.hours })}</p><table><thead><tr>${heads}</tr></thead><tbody>${lines.join('')}</tbody><tfoot><tr><td colspan="5">${word('certificate.sum')}</td><td class="n">${data.services}</td><td class="n">${escapeHtml(data.hours)}</td></tr></tfoot></table>`)}
${block('by', `<dl>${pair('issuer', data.issuer)}${pair('head', data.head)}${pair('handler', data.handler)}${pair('contact', data.contact)}</dl>`)}
${block('this', `<div class="end"><dl>${pair('issuedOn', plainDay(data.issuedOn))}${pair('code', data.code)}${data.notes ? pair('notes', data.notes) : ''}</dl><div class="qr"><img src="${escapeHtml(data.qr)}" alt=""><p>${word('certificate.check')}</p></div></div>`)}
<div class="sign"><span>${word('certificate.signHead')}</span><span>${word('certificate.signHandler')}</span><span>${word('certificate.seal')}</span></div>`;
  const css = `h1{font-size:22pt;letter-spacing:.15em}section{margin-top:5mm;break-inside:auto}h2{font:600 12pt/1.5 "SimHei","黑体","Noto Sans CJK SC",sans-serif;margin:0 0 1.5mm;padding-left:3mm;border-left:1.2mm solid #b3191f}
dl{display:grid;grid-template-columns:max-content 1fr max-content 1fr;gap:1mm 4mm;margin:0;font-size:11pt}dt{color:#5f6672}dd{margin:0}.text{margin:0 0 2mm;font-size:11.5pt;line-height:1.8}.n{text-align:right;white-space:nowrap}.d,th{white-space:nowrap}tfoot td{font-weight:600}
.end{display:flex;justify-content:space-between;align-items:flex-start;gap:8mm}.end dl{grid-template-columns:max-content 1fr}.qr{text-align:center;font-size:9pt;color:#5f6672;flex:none}.qr img{width:26mm;height:26mm}.qr p{margin:0}.sign{display:flex;justify-content:space-between;margin-top:14mm;font-size:11pt}.sign span{min-width:48mm}
.revoked{position:fixed;top:90mm;left:0;right:0;text-align:center;font:700 60pt/1 "SimHei","Noto Sans CJK SC",sans-serif;color:rgb(138 28 107 / 25%);transform:rotate(-24deg);margin:0}`;
  return { title: `${title} ${data.name} ${data.number}`, html: printDocument(title, body, { css }) };
}
