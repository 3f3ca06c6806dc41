import { dateOf, clockOf } from '../../../contract/core/time.ts';
import { writeWorkbook } from '../documents/excel.ts';
import type { JobTools } from '../jobs/job.ts';
import { verifyChain } from './chain.ts';
import { auditQuery, type AuditFilter } from './query.ts';

export function verifyAuditJob(_input: Record<string, never>, tools: JobTools) {
  return verifyChain(tools.open.sqlite);
}

/** The log as a workbook, newest rows first, a million at most, as many as a workbook holds. The title shows the last hash. */
export async function exportAuditJob(filter: AuditFilter, tools: JobTools) {
  const rows: (string | number)[][] = [];
  const last = await tools.open.db.selectFrom('audit').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst();
  for await (const row of auditQuery(tools.open.db, filter).selectAll().orderBy('id', 'desc').limit(1_000_000).stream()) {
    rows.push([
      row.id,
      `${dateOf(row.at)} ${clockOf(row.at)}`,
      row.actor_name,
      row.action,
      row.entity,
      row.entity_id,
      row.before ?? '',
      row.after ?? '',
      row.hash
    ]);
    if (rows.length % 1000 === 0) tools.checkCancelled();
  }
  const bytes = await writeWorkbook([
    {
      name: '审计 Audit',
      title: `SHA-256 ${last?.hash ?? ''}`,
      columns: [
        { header: '序号 No.', width: 8, type: 'number' },
        { header: '时间 Time', width: 18 },
        { header: '操作员 Operator', width: 14 },
        { header: '动作 Action', width: 24 },
        { header: '对象 Record', width: 14 },
        { header: '编号 Id', width: 10 },
        { header: '之前 Before', width: 40 },
        { header: '之后 After', width: 40 },
        { header: '哈希 Hash', width: 66 }
      ],
      rows
    }
  ]);
  return { name: `audit-${dateOf(tools.now)}.xlsx`, rows: rows.length, bytes };
}

declare module '../jobs/job.ts' {
  interface Jobs {
    verifyAudit: typeof verifyAuditJob;
    exportAudit: typeof exportAuditJob;
  }
}
