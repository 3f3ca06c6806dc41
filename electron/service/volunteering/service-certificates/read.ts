import { keyset, numberKey } from '../../db/keyset.ts';
import { contains } from '../../db/contains.ts';
import { readScannedCode } from '../../../contract/core/verification-codes.ts';
import { sql } from 'kysely';
import {
  certifiedLine,
  type ServiceCertificate,
  type ServiceCertificateRow,
  type ServiceCertificateState
} from '../../../contract/volunteering/service-certificates.ts';
import { hoursOf } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Language } from '../../../contract/core/station.ts';
import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { runJob } from '../../core/jobs/run.ts';
import { pendingOf } from '../service-hours/read.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { demandPeriod, snapshotOf, type Period } from './snapshot.ts';

const certificateQuery = (db: Db) => db.selectFrom('service_certificate').selectAll('service_certificate');
type Joined = Awaited<ReturnType<ReturnType<typeof certificateQuery>['execute']>>[number];

const toRow = (row: Joined): ServiceCertificateRow => ({
  id: row.id,
  number: row.number,
  code: row.code,
  volunteer: { id: row.person_id, number: row.volunteer_number, name: row.name },
  state: row.state,
  requestedAt: row.requested_at,
  requestedBy: row.requested_by,
  requestWay: row.request_way,
  postedUntil: row.posted_until,
  issuedAt: row.issued_at,
  issuedBy: row.issued_by,
  minutes: row.minutes,
  services: row.services,
  fromDate: row.first_date ?? row.wanted_from,
  toDate: row.last_date ?? row.wanted_to,
  prints: row.prints,
  reason: row.reason,
  outdated: row.outdated === 1,
  version: row.version
});

/** The content of a certificate if it were issued now. @throws StationError NOT_FOUND, INVALID */
export async function previewCertificate(context: Context, input: Period & { volunteerId: number }) {
  const { db } = context.station;
  demandPeriod(input);
  found(
    await db.selectFrom('volunteer').select('person_id').where('person_id', '=', input.volunteerId).executeTakeFirst(),
    'volunteer',
    input.volunteerId
  );
  const { recordIds: _ids, ...snapshot } = await snapshotOf(db, input.volunteerId, input);
  return { ...snapshot, pendingMinutes: await pendingOf(db, input.volunteerId) };
}

export interface ServiceCertificateFilter {
  volunteerId?: number | undefined;
  states?: ServiceCertificateState[] | undefined;
  outdated: boolean;
  fromDate?: string | undefined;
  toDate?: string | undefined;
  text?: string | undefined;
}

function filtered(db: Db, filter: ServiceCertificateFilter) {
  let query = certificateQuery(db);
  if (filter.volunteerId !== undefined) query = query.where('person_id', '=', filter.volunteerId);
  if (filter.states !== undefined && filter.states.length > 0) query = query.where('state', 'in', filter.states);
  if (filter.outdated) query = query.where('outdated', '=', sql.lit(1)).where('state', '=', 'issued');
  if (filter.fromDate !== undefined) query = query.where('requested_at', '>=', startOfDate(filter.fromDate));
  if (filter.toDate !== undefined) query = query.where('requested_at', '<', startOfDate(addDays(filter.toDate, 1)));
  const text = filter.text?.trim() ?? '';
  if (/^\d{4}-\d{0,5}$/.test(text)) query = query.where('number', '>=', text).where('number', '<', `${text}:`);
  else if (text !== '') query = query.where(contains(['name'], text));
  return query;
}

/** A page of the register, newest request first. @throws StationError INVALID for a cursor of another list */
export async function listServiceCertificates(db: Db, input: ServiceCertificateFilter & { after?: string | undefined; limit: number }) {
  const query = filtered(db, input);
  const { rows: shown, next } = await keyset(query, input, 'desc', [
    numberKey('requested_at', (row) => row.requested_at),
    numberKey('id', (row) => row.id)
  ]);
  return {
    rows: shown.map(toRow),
    next,
    total: input.after === undefined ? await cappedCount(db, query) : null
  };
}

/** @throws StationError NOT_FOUND */
export async function getServiceCertificate(db: Db, id: number): Promise<ServiceCertificate> {
  const row = found(await certificateQuery(db).where('id', '=', id).executeTakeFirst(), 'service_certificate', id);
  const events = await db
    .selectFrom('service_certificate_event')
    .select(['at', 'by', 'kind', 'reason'])
    .where('certificate_id', '=', id)
    .orderBy('id')
    .execute();
  return {
    ...toRow(row),
    documentMasked: row.document_masked,
    lines: certifiedLine.array().parse(JSON.parse(row.lines)),
    issuer: row.issuer,
    head: row.head,
    handler: row.handler,
    contact: row.contact,
    notes: row.notes,
    purpose: row.purpose,
    events
  };
}

/** Looks up a typed or scanned code. */
export async function verifyServiceCode(db: Db, typed: string) {
  const code = readScannedCode(typed);
  if (code === null) return { outcome: 'mistyped' as const, certificate: null };
  const row = await certificateQuery(db).where('code', '=', code).executeTakeFirst();
  return row === undefined ? { outcome: 'unknown' as const, certificate: null } : { outcome: 'found' as const, certificate: toRow(row) };
}

const MOST = 100_000;

interface RegisterExport {
  fromDate?: string | undefined;
  toDate?: string | undefined;
  language: Language;
}

/** In a worker: makes the register as a workbook. @throws StationError TOO_LARGE */
export async function exportServiceCertificatesJob({ language, ...filter }: RegisterExport, tools: JobTools) {
  const rows = (
    await filtered(tools.open.db, { ...filter, outdated: false })
      .orderBy('requested_at')
      .orderBy('id')
      .limit(MOST + 1)
      .execute()
  ).map(toRow);
  if (rows.length > MOST) throw new StationError('TOO_LARGE', { limitRows: MOST });
  const zh = language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const states: Record<ServiceCertificateState, string> = {
    requested: word('已申请', 'requested'),
    issued: word('已出具', 'issued'),
    declined: word('未出具', 'declined'),
    revoked: word('已撤销', 'revoked')
  };
  const column = (header: string, width = 12, type: 'text' | 'number' = 'text') => ({ header, width, type });
  const name = word('志愿服务记录证明登记簿', 'Record certificates');
  const bytes = await writeWorkbook([
    {
      name,
      columns: [
        column(word('编号', 'Number')),
        column(word('验证码', 'Code'), 20),
        column(word('志愿者编号', 'Volunteer')),
        column(word('姓名', 'Name')),
        column(word('申请日期', 'Requested')),
        column(word('经办人', 'Handled by')),
        column(word('公示至', 'Posted until')),
        column(word('出具日期', 'Issued')),
        column(word('服务次数', 'Services'), 10, 'number'),
        column(word('小时', 'Hours'), 8, 'number'),
        column(word('状态', 'State'), 10),
        column(word('打印次数', 'Prints'), 10, 'number'),
        column(word('原因', 'Reason'), 24)
      ],
      rows: rows.map((row) => [
        row.number ?? '',
        row.code ?? '',
        row.volunteer.number,
        row.volunteer.name,
        dateOf(row.requestedAt),
        row.requestedBy,
        row.postedUntil ?? '',
        row.issuedAt === null ? '' : dateOf(row.issuedAt),
        row.services,
        Number(hoursOf(row.minutes)),
        states[row.state],
        row.prints,
        row.reason
      ])
    }
  ]);
  return { name: `${name}-${dateOf(tools.now)}.xlsx`, rows: rows.length, bytes };
}

/** Records the export, then makes it in a worker thread. @throws StationError TOO_LARGE, CANCELLED */
export async function exportServiceCertificates(context: Context, input: RegisterExport, signal: AbortSignal | undefined) {
  const { language: _language, ...filter } = input;
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'service_certificate', after: filter });
    return {};
  });
  const made = await runJob(context.station, 'exportServiceCertificates', input, { signal });
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    exportServiceCertificates: typeof exportServiceCertificatesJob;
  }
}
