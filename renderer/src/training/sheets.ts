import { head, foot, cell, word, heads } from '@/app/documents/paper-parts.ts';
import type { CertificateData, DoorSignData, RosterData, SignInSheetData, TimetableData } from '@contract/training/class-documents.ts';
import { escapeHtml, printDocument } from '@/ui/components/print-document.ts';
import { day } from '@/ui/i18n/format.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';
import type { Sheet } from '@/app/documents/documents.ts';

/** The papers of a class, laid out for A4. */

type SessionLine = SignInSheetData['session'];
const numberOf = (session: SessionLine): string => (session.number === null ? '' : translate('training.sessionN', { n: session.number }));
const timeOf = (session: SessionLine): string => `${day(session.date, '0000')} ${session.from}–${session.to}`;
const statusText = (status: string): string =>
  [`training.bookingStates.${status}`, `training.attendance.${status}`].filter(hasText).map((key) => translate(key))[0] ?? status;
/** 2026年9月22日 / 22 Sep 2026: no weekday, as papers have it. */
const plainDay = (date: string): string =>
  day(date, '0000')
    .replace(/（.*）$/, '')
    .replace(/^[A-Z][a-z]{2} /, '');

/** A sign-in sheet: one line for each person, and empty lines for walk-ups. */
export function signInSheet(data: SignInSheetData, now: number): Sheet {
  const title = translate('training.sheets.signInTitle', { title: data.title });
  const blank = `<tr class="sign">${'<td></td>'.repeat(5)}</tr>`;
  const rows = data.people.map(
    (person) =>
      `<tr class="sign">${cell(person.number)}${cell(person.name)}${cell(person.organisation)}${cell(person.mobileMasked)}<td></td></tr>`
  );
  const sub = [numberOf(data.session), timeOf(data.session), data.session.zone, data.session.trainers, data.session.topic]
    .filter((part) => part !== '')
    .map(escapeHtml)
    .join(' · ');
  const body = `${head(title, `${escapeHtml(data.code)} · ${sub}`)}<table><thead>${heads(['no', 'name', 'organisation', 'mobile', 'signature'])}</thead><tbody>${rows.join('')}${blank.repeat(data.emptyLines)}</tbody></table>${foot(data.station, now)}`;
  const css =
    '.sign td{height:9mm;vertical-align:middle;padding-block:0}th:nth-child(1){width:12mm}th:nth-child(2){width:30mm}th:nth-child(4){width:32mm}th:nth-child(5){width:46mm}';
  return { title: `${title} ${data.session.date}`, html: printDocument(title, body, { css }) };
}

/** A list of everybody in a class, and its sessions. */
export function rosterSheet(data: RosterData, now: number): Sheet {
  const title = translate('training.sheets.rosterTitle', { title: data.title });
  const people = data.people.map(
    (person) =>
      `<tr>${cell(person.number)}${cell(person.name)}${cell(person.organisation)}${cell(person.mobileMasked)}${cell(statusText(person.status))}</tr>`
  );
  const sessions = data.sessions.map(
    (session) =>
      `<tr>${cell(session.number ?? '')}${cell(timeOf(session))}${cell(session.zone)}${cell(session.trainers)}${cell(session.topic)}</tr>`
  );
  const sub = [data.code, data.term, data.trainers, translate('training.sheets.peopleOf', { n: data.people.length, of: data.capacity })]
    .filter((part) => part !== '')
    .map(escapeHtml)
    .join(' · ');
  const body = `${head(title, sub)}<table><thead>${heads(['no', 'name', 'organisation', 'mobile', 'status'])}</thead><tbody>${people.join('')}</tbody></table><h2>${word('sessions')}</h2><table><thead>${heads(['no', 'time', 'zone', 'trainers', 'topic'])}</thead><tbody>${sessions.join('')}</tbody></table>${foot(data.station, now)}`;
  return {
    title: `${title} ${data.code}`,
    html: printDocument(title, body, { css: 'h2{font-size:12pt;margin:6mm 0 2mm}th:first-child{width:12mm}' })
  };
}

/** A sign for the door in large letters, with no name but the trainer's. */
export function doorSign(data: DoorSignData, now: number): Sheet {
  const { session } = data;
  const body = `<div class="door"><p class="zone">${escapeHtml(session.zone)}</p><h1>${escapeHtml(data.title)}</h1><p class="when">${escapeHtml(day(session.date, '0000'))}</p><p class="clock">${session.from}–${session.to}</p><p class="who">${escapeHtml([numberOf(session), session.trainers, session.topic].filter((part) => part !== '').join(' · '))}</p></div>${foot(data.station, now)}`;
  const css =
    '.door{text-align:center;padding-top:12mm}.door h1{font-size:52pt;line-height:1.25;margin:8mm 0}.zone{font-size:28pt;margin:0}.when{font-size:30pt;margin:0}.clock{font-size:56pt;font-weight:700;margin:4mm 0}.who{font-size:24pt;margin:0}.foot{margin-top:14mm}';
  return {
    title: `${translate('training.sheets.doorTitle')} ${data.title} ${session.date}`,
    html: printDocument(data.title, body, { css, landscape: true }),
    landscape: true
  };
}

/** The timetable of a term: a table of classes, and below it the sessions day by day. */
export function timetableSheet(data: TimetableData, now: number): Sheet {
  const rows = data.rows.map(
    (row) =>
      `<tr><td><b>${escapeHtml(row.title)}</b><br>${escapeHtml(row.code)}</td>${cell(row.trainers)}${cell(row.zone)}${cell(`${row.weekdays} ${row.times}`)}${cell(`${day(row.firstDate)} – ${day(row.lastDate)}`)}${cell(row.sessions)}${cell(row.free)}</tr>`
  );
  const days = data.days
    .filter((one) => one.sessions.length > 0 || one.holiday !== '')
    .map((one) => {
      const lines = one.sessions.map(
        (session) =>
          `<div><span class="clock">${session.from}–${session.to}</span> <b>${escapeHtml(session.title)}</b> ${escapeHtml([numberOf(session), session.zone, session.trainers].filter((part) => part !== '').join(' · '))}</div>`
      );
      return `<tr><th class="day">${escapeHtml(day(one.date, '0000'))}${one.holiday ? `<br>${escapeHtml(one.holiday)}` : ''}</th><td>${lines.join('') || word('noSessions')}</td></tr>`;
    });
  const title = data.title || translate('training.sheets.timetableTitle', { station: data.station });
  const none = `<tr><td colspan="7" class="none">${word('noClasses')}</td></tr>`;
  const body = `${head(title, `${escapeHtml(day(data.from, '0000'))} – ${escapeHtml(day(data.to, '0000'))}`)}<table><thead>${heads(['class', 'trainers', 'zone', 'time', 'dates', 'sessions', 'freeSeats'])}</thead><tbody>${rows.join('') || none}</tbody></table>${days.length > 0 ? `<h2>${word('byDay')}</h2><table>${days.join('')}</table>` : ''}${foot(data.station, now)}`;
  const css =
    'h2{font-size:12pt;margin:6mm 0 2mm}.day{width:40mm;font-weight:400}.clock{display:inline-block;min-width:24mm}.none{text-align:center;padding:10mm}';
  return { title: `${title} ${data.from}`, html: printDocument(title, body, { css, landscape: true }), landscape: true };
}

/** The certificate, A4 landscape: the course, its number, and a code that the station can check. */
export function certificateSheet(data: CertificateData): Sheet {
  const period =
    data.from === data.to
      ? plainDay(data.from)
      : translate('training.sheets.certificate.period', { from: plainDay(data.from), to: plainDay(data.to) });
  const until = data.validUntil === '' ? word('certificate.forGood') : word('certificate.validUntil', { date: data.validUntil });
  const body = `${data.revoked ? `<p class="revoked">${word('certificate.revoked')}</p>` : ''}<div class="frame"><div class="inner">
<h1>${word('certificate.title')}</h1>
<p class="no">${word('certificate.number', { number: data.number })}</p>
<p class="name">${escapeHtml(data.name)}</p>
<p class="id">${escapeHtml([data.documentMasked, data.organisation].filter((part) => part !== '').join(' · '))}</p>
<p class="text">${word(data.tested ? 'certificate.text' : 'certificate.textUntested', { period, course: data.course, hours: data.hours })}</p>
<div class="end"><div class="qr"><img src="${escapeHtml(data.qr)}" alt=""><p>${word('certificate.code')}<br><b>${escapeHtml(data.code)}</b></p></div>
<div class="issued"><p class="station">${escapeHtml(data.station)}</p><p>${escapeHtml(plainDay(data.issuedOn))}</p><p class="until">${until}</p></div></div>
</div></div>`;
  const css = `@page{margin:0}body{width:297mm;height:209mm;padding:10mm;box-sizing:border-box}
.frame{height:100%;box-sizing:border-box;border:1.2mm solid #b3191f;padding:2mm}.inner{height:100%;box-sizing:border-box;border:.3mm solid #b3191f;padding:14mm 24mm 10mm;display:flex;flex-direction:column}
h1{font-size:40pt;letter-spacing:.3em;text-indent:.3em;margin:0}.no{text-align:center;color:#5f6672;margin:2mm 0 8mm}.name{font:600 30pt/1.4 "SimHei","黑体","Noto Sans CJK SC",sans-serif;text-align:center;margin:0}.id{text-align:center;color:#5f6672;margin:1mm 0 7mm}
.text{font-size:17pt;line-height:1.9;text-align:center;margin:0}.end{margin-top:auto;display:flex;justify-content:space-between;align-items:flex-end}.qr{display:flex;align-items:flex-end;gap:4mm}.qr img{width:30mm;height:30mm}.qr p{margin:0;font-size:10pt}.qr b{font-family:monospace;font-size:12pt}.revoked{position:fixed;top:80mm;left:0;right:0;text-align:center;font:700 72pt/1 "SimHei","Noto Sans CJK SC",sans-serif;color:rgb(138 28 107 / 25%);transform:rotate(-18deg);margin:0}.issued{text-align:right;font-size:14pt}.issued p{margin:0}.station{font-weight:600}.until{font-size:11pt;color:#5f6672}`;
  return {
    title: `${data.name} ${data.number}`,
    html: printDocument(`${data.name} ${data.number}`, body, { css, landscape: true }),
    landscape: true
  };
}
