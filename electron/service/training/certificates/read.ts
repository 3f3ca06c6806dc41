import { keyset, numberKey, textKey } from '../../db/keyset.ts';
import { contains } from '../../db/contains.ts';
import { readScannedCode } from '../../../contract/core/verification-codes.ts';
import {
  certificateState,
  RUNNING_OUT_DAYS,
  type Certificate,
  type CertificateRow,
  type CertificateState
} from '../../../contract/training/certificates.ts';
import type { Language } from '../../../contract/core/station.ts';
import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';

export interface CertificateFilter {
  courseId?: number | undefined;
  classId?: number | undefined;
  personId?: number | undefined;
  state?: CertificateState | undefined;
  runningOut: boolean;
  fromDate?: string | undefined;
  toDate?: string | undefined;
  text?: string | undefined;
}

function rowQuery(db: Db) {
  return db
    .selectFrom('certificate')
    .innerJoin('class', 'class.id', 'certificate.class_id')
    .innerJoin('course', 'course.id', 'certificate.course_id')
    .selectAll('certificate')
    .select(['class.code as class_code', 'class.title as class_title', 'course.title as course_title']);
}
type Joined = Awaited<ReturnType<ReturnType<typeof rowQuery>['execute']>>[number];

const toRow = (row: Joined, today: string): CertificateRow => ({
  id: row.id,
  number: row.number,
  code: row.code,
  name: row.name,
  personId: row.person_id,
  course: { id: row.course_id, title: row.title },
  class: { id: row.class_id, code: row.class_code, title: row.class_title || row.course_title },
  issuedAt: row.issued_at,
  issuedBy: row.issued_by,
  validUntil: row.valid_until,
  state: certificateState({ validUntil: row.valid_until, revoked: row.revoked_at !== null }, today),
  prints: row.prints,
  revokedReason: row.revoked_reason
});

function filtered(db: Db, filter: CertificateFilter, today: string) {
  let query = rowQuery(db);
  if (filter.courseId !== undefined) query = query.where('certificate.course_id', '=', filter.courseId);
  if (filter.classId !== undefined) query = query.where('certificate.class_id', '=', filter.classId);
  if (filter.personId !== undefined) query = query.where('certificate.person_id', '=', filter.personId);
  if (filter.fromDate !== undefined) query = query.where('certificate.issued_at', '>=', startOfDate(filter.fromDate));
  if (filter.toDate !== undefined) query = query.where('certificate.issued_at', '<', startOfDate(addDays(filter.toDate, 1)));
  if (filter.state === 'revoked') query = query.where('certificate.revoked_at', 'is not', null);
  else if (filter.state !== undefined) query = query.where('certificate.revoked_at', 'is', null);
  if (filter.state === 'expired') query = query.where('certificate.valid_until', '<', today);
  if (filter.state === 'valid')
    query = query.where((eb) => eb.or([eb('certificate.valid_until', 'is', null), eb('certificate.valid_until', '>=', today)]));
  if (filter.runningOut) {
    query = query
      .where('certificate.revoked_at', 'is', null)
      .where('certificate.valid_until', 'is not', null)
      .where('certificate.valid_until', '>=', today)
      .where('certificate.valid_until', '<=', addDays(today, RUNNING_OUT_DAYS))
      // A later certificate of the same course renews this one.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('certificate as later')
              .select('later.id')
              .whereRef('later.person_id', '=', 'certificate.person_id')
              .whereRef('later.course_id', '=', 'certificate.course_id')
              .where('later.revoked_at', 'is', null)
              .where((one) =>
                one.or([one('later.valid_until', 'is', null), one('later.valid_until', '>', one.ref('certificate.valid_until'))])
              )
          )
        )
      );
  }
  const text = filter.text?.trim() ?? '';
  if (/^\d{4}-\d{0,5}$/.test(text)) query = query.where('certificate.number', '>=', text).where('certificate.number', '<', `${text}:`);
  else if (text !== '') query = query.where(contains(['certificate.name'], text));
  return query;
}

/** A page of the register, newest first; of those running out, soonest first. @throws StationError INVALID for a cursor of another list */
export async function listCertificates(context: Context, input: CertificateFilter & { after?: string | undefined; limit: number }) {
  const { db, clock } = context.station;
  const today = dateOf(clock.now());
  const query = filtered(db, input, today);
  const { rows, next } = input.runningOut
    ? await keyset(query, input, 'asc', [
        textKey('valid_until', (row) => row.valid_until ?? ''),
        numberKey('certificate.id', (row) => row.id)
      ])
    : await keyset(query, input, 'desc', [numberKey('issued_at', (row) => row.issued_at), numberKey('certificate.id', (row) => row.id)]);
  return {
    rows: rows.map((row) => toRow(row, today)),
    next,
    total: input.after === undefined ? await cappedCount(db, query) : null
  };
}

/** @throws StationError NOT_FOUND */
export async function getCertificate(context: Context, id: number): Promise<Certificate> {
  const { db, clock } = context.station;
  const row = found(await rowQuery(db).where('certificate.id', '=', id).executeTakeFirst(), 'certificate', id);
  const events = await db
    .selectFrom('certificate_event')
    .select(['at', 'by', 'kind', 'reason'])
    .where('certificate_id', '=', id)
    .orderBy('id')
    .execute();
  return {
    ...toRow(row, dateOf(clock.now())),
    documentMasked: row.document_masked,
    organisation: row.organisation_name,
    numbers: {
      held: row.held,
      attended: row.attended,
      excused: row.excused,
      minutes: row.minutes,
      testPassed: row.test_passed === null ? null : row.test_passed === 1
    },
    events
  };
}

/** The text of the QR code of a certificate. */
export const qrTextOf = (certificate: { number: string; code: string }): string => `CERT:${certificate.number}:${certificate.code}`;

/** Looks up a typed or scanned code. */
export async function verifyCode(context: Context, typed: string) {
  const { db, clock } = context.station;
  const code = readScannedCode(typed);
  if (code === null) return { outcome: 'mistyped' as const, certificate: null };
  const row = await rowQuery(db).where('certificate.code', '=', code).executeTakeFirst();
  return row === undefined
    ? { outcome: 'unknown' as const, certificate: null }
    : { outcome: 'found' as const, certificate: toRow(row, dateOf(clock.now())) };
}

const MOST = 20_000;

/** The filtered register as a workbook. @throws StationError TOO_LARGE instead of leaving rows out */
export async function exportCertificates(
  context: Context,
  input: Omit<CertificateFilter, 'personId' | 'state' | 'text'> & { language: Language }
) {
  const { language, ...filter } = input;
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'certificate', after: filter });
    return {};
  });
  const { db, clock } = context.station;
  const today = dateOf(clock.now());
  const rows = await filtered(db, filter, today)
    .orderBy('issued_at')
    .orderBy('certificate.id')
    .limit(MOST + 1)
    .execute();
  if (rows.length > MOST) throw new StationError('TOO_LARGE', { limitRows: MOST });
  const zh = language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const states: Record<CertificateState, string> = {
    valid: word('有效', 'valid'),
    expired: word('已过期', 'expired'),
    revoked: word('已撤销', 'revoked')
  };
  const bytes = await writeWorkbook([
    {
      name: word('证书登记簿', 'Certificates'),
      columns: [
        { header: word('编号', 'Number'), width: 14 },
        { header: word('核验码', 'Code'), width: 20 },
        { header: word('姓名', 'Name') },
        { header: word('单位', 'Organisation'), width: 24 },
        { header: word('证书名称', 'Certificate'), width: 26 },
        { header: word('班级', 'Class'), width: 12 },
        { header: word('发证日期', 'Issued'), width: 12 },
        { header: word('有效期至', 'Valid until'), width: 12 },
        { header: word('状态', 'State'), width: 10 },
        { header: word('打印次数', 'Prints'), width: 10, type: 'number' },
        { header: word('撤销原因', 'Why revoked'), width: 24 }
      ],
      rows: rows.map((row) => [
        row.number,
        row.code,
        row.name,
        row.organisation_name,
        row.title,
        row.class_code,
        row.issued_on,
        row.valid_until ?? '',
        states[toRow(row, today).state],
        row.prints,
        row.revoked_reason
      ])
    }
  ]);
  return { name: `${word('证书登记簿', 'certificates')}-${today}.xlsx`, file: new Blob([bytes as BlobPart]), rows: rows.length };
}
