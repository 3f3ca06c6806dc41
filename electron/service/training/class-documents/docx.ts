import { documentFile, qrTag } from '../../core/documents/document-file.ts';
import type { Context } from '../../core/context.ts';
import { certificateData, doorSignData, rosterData, signInSheetData, timetableData } from './data.ts';

const ZH_DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const dayName = (weekday: number): string => ZH_DAYS[weekday - 1] ?? '';

const sessionTags = (session: { number: number | null; weekday: number; date: string; from: string; to: string }) => ({
  sessionNumber: session.number ?? '',
  date: session.date,
  weekday: dayName(session.weekday),
  from: session.from,
  to: session.to
});

const personTags = (person: { number: number; name: string; organisation: string; mobileMasked: string }) => ({
  number: person.number,
  name: person.name,
  organisation: person.organisation,
  mobile: person.mobileMasked
});

/** @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function signInSheetDocx(context: Context, sessionId: number) {
  const data = await signInSheetData(context.station.db, sessionId);
  const { session, people, emptyLines, ...head } = data;
  const empty = Array.from({ length: emptyLines }, (_, i) => ({ number: people.length + i + 1 }));
  const tags = { ...head, ...sessionTags(session), expected: people.length, people: people.map(personTags), empty };
  return documentFile(context, 'sign_in_sheet', { entity: 'session', entityId: sessionId }, `签到表 ${data.title} ${session.date}`, tags);
}

/** @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function rosterDocx(context: Context, classId: number) {
  const data = await rosterData(context.station.db, classId);
  const sessions = data.sessions.map((session) => ({ ...session, ...sessionTags(session), number: session.number ?? '' }));
  return documentFile(context, 'roster', { entity: 'class', entityId: classId }, `学员名单 ${data.code} ${data.title}`, {
    ...data,
    people: data.people.map(personTags),
    sessions
  });
}

/** @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function doorSignDocx(context: Context, sessionId: number) {
  const { session, ...head } = await doorSignData(context.station.db, sessionId);
  return documentFile(context, 'door_sign', { entity: 'session', entityId: sessionId }, `门牌 ${head.title} ${session.date}`, {
    ...head,
    ...sessionTags(session)
  });
}

/** @throws StationError TEMPLATE_BROKEN, INVALID */
export async function timetableDocx(context: Context, input: { from: string; to: string; term?: string | undefined }) {
  const data = await timetableData(context.station.db, input);
  const title = `${input.term ?? ''} 课程表`.trim();
  const rows = data.rows.map((row) => ({ ...row, times: `${row.weekdays} ${row.times}` }));
  return documentFile(context, 'timetable', { entity: 'timetable', entityId: `${input.from}–${input.to}` }, `${title} ${input.from}`, {
    ...data,
    title,
    rows
  });
}

/** @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function certificateDocx(context: Context, id: number) {
  const { template, qr, ...data } = await certificateData(context.station.db, id);
  const tags = {
    ...data,
    result: data.tested ? '考核合格，' : '',
    document: data.documentMasked || '/',
    validUntil: data.validUntil || '长期有效',
    qr: qrTag(qr, data.qrText)
  };
  return documentFile(context, 'certificate', { entity: 'certificate', entityId: id }, `证书 ${data.number} ${data.name}`, tags, {
    template,
    ...(data.revoked ? { stamp: '已撤销' } : {})
  });
}
