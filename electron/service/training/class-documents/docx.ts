import type { DocumentName } from '../../../contract/training/class-documents.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { certificateData, doorSignData, rosterData, signInSheetData, timetableData } from './data.ts';
import { fillDocument } from '../../core/templates/store.ts';
import { CLASS_TEMPLATES } from './templates.ts';

const ZH_DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const dayName = (weekday: number): string => ZH_DAYS[weekday - 1] ?? '';
const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Characters that file systems refuse. */
export const safeName = (name: string): string => name.replace(/[\\/:*?"<>|]/g, ' ').trim();

/** Fills a template in and records who took the file. */
export async function documentFile(
  context: Context,
  document: DocumentName,
  entity: string,
  entityId: number | string,
  name: string,
  data: Record<string, unknown>,
  template?: string | null
) {
  const bytes = await fillDocument(context.station, CLASS_TEMPLATES, document, data, template);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity, entityId, after: { document, bytes: bytes.length } });
    return {};
  });
  return { name: `${safeName(name)}.docx`, file: new Blob([bytes as BlobPart], { type: MIME }) };
}

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
  return documentFile(context, 'sign_in_sheet', 'session', sessionId, `签到表 ${data.title} ${session.date}`, tags);
}

/** @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function rosterDocx(context: Context, classId: number) {
  const data = await rosterData(context.station.db, classId);
  const sessions = data.sessions.map((session) => ({ ...session, ...sessionTags(session), number: session.number ?? '' }));
  return documentFile(context, 'roster', 'class', classId, `学员名单 ${data.code} ${data.title}`, {
    ...data,
    people: data.people.map(personTags),
    sessions
  });
}

/** @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function doorSignDocx(context: Context, sessionId: number) {
  const { session, ...head } = await doorSignData(context.station.db, sessionId);
  return documentFile(context, 'door_sign', 'session', sessionId, `门牌 ${head.title} ${session.date}`, {
    ...head,
    ...sessionTags(session)
  });
}

/** @throws StationError TEMPLATE_BROKEN, INVALID */
export async function timetableDocx(context: Context, input: { from: string; to: string; term?: string | undefined }) {
  const data = await timetableData(context.station.db, input);
  const title = `${input.term ?? ''} 课程表`.trim();
  const rows = data.rows.map((row) => ({ ...row, times: `${row.weekdays} ${row.times}` }));
  return documentFile(context, 'timetable', 'timetable', `${input.from}–${input.to}`, `${title} ${input.from}`, { ...data, title, rows });
}

/** A QR code as a picture of a template. @param qr PNG data URL */
export const qrTag = (qr: string, altText: string) => ({
  _type: 'image',
  source: Buffer.from(qr.slice(qr.indexOf(',') + 1), 'base64'),
  format: 'image/png',
  width: 110,
  height: 110,
  altText
});

/** @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function certificateDocx(context: Context, id: number) {
  const { template, qr, ...data } = await certificateData(context.station.db, id);
  const tags = {
    ...data,
    document: data.documentMasked || '/',
    validUntil: data.validUntil || '长期有效',
    qr: qrTag(qr, data.qrText)
  };
  return documentFile(context, 'certificate', 'certificate', id, `证书 ${data.number} ${data.name}`, tags, template);
}
