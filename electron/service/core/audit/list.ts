import { keyset, numberKey } from '../../db/keyset.ts';
import type { AuditEntry } from '../../../contract/core/audit.ts';
import type { Context } from '../context.ts';
import { unnumberedCommand } from '../command.ts';
import { cappedCount } from '../../db/paging.ts';
import { runJob } from '../jobs/run.ts';
import { auditQuery, type AuditFilter } from './query.ts';
import type { AuditTable } from './tables.ts';

export function toEntry(row: AuditTable): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    entity: row.entity,
    entityId: row.entity_id,
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown)
  };
}

/** Newest first, a page at a time. */
export async function listAudit(context: Context, input: AuditFilter & { after?: string | undefined; limit: number }) {
  const { db } = context.station;
  const query = auditQuery(db, input);
  const { rows, next } = await keyset(query.selectAll(), input, 'desc', [numberKey('id', (row) => row.id)]);
  return {
    rows: rows.map(toEntry),
    next,
    total: input.after === undefined ? await cappedCount(db, query.select('id')) : null
  };
}

/** The filtered log as a workbook, made in a worker after recording the export. */
export async function exportAudit(context: Context, filter: AuditFilter) {
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'audit', after: filter });
    return {};
  });
  const made = await runJob(context.station, 'exportAudit', filter);
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}
