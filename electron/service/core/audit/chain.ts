import { hash } from 'node:crypto';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import type { ChainReport } from '../../../contract/core/audit.ts';
import { fixedQuery, insertRow } from '../../db/fixed.ts';
import { eachRow } from '../../db/read.ts';
import type { Db } from '../../db/schema.ts';
import type { AuditTable } from './tables.ts';

/** The hash that stands before the first row of a chain. */
export const FIRST_HASH = '0'.repeat(64);

/** An event as an area reports it. The area masks restricted fields first. */
export interface AuditFact {
  action: string;
  entity: string;
  entityId?: string | number;
  before?: unknown;
  after?: unknown;
}

export interface Actor {
  id: number | null;
  name: string;
}

/** SHA-256 over the hash of the row before and every field of this row, in a fixed order. */
export function hashOf(row: Omit<AuditTable, 'hash'>): string {
  return hash(
    'sha256',
    JSON.stringify([
      row.previous_hash,
      row.id,
      row.at,
      row.actor_id,
      row.actor_name,
      row.action,
      row.entity,
      row.entity_id,
      row.before,
      row.after
    ])
  );
}

const lastRow = fixedQuery((db) => db.selectFrom('audit').select(['id', 'hash']).orderBy('id', 'desc').limit(1));

/** Adds facts to the chain, in the transaction of the change that they record. @param at UTC ms */
export async function appendAuditTx(tx: Db, at: number, actor: Actor, facts: readonly AuditFact[]): Promise<void> {
  if (facts.length === 0) return;
  const [last] = await lastRow(tx, {});
  let id = last?.id ?? 0;
  let previous = last?.hash ?? FIRST_HASH;
  for (const fact of facts) {
    id += 1;
    const content = {
      id,
      at,
      actor_id: actor.id,
      actor_name: actor.name,
      action: fact.action,
      entity: fact.entity,
      entity_id: fact.entityId === undefined ? '' : String(fact.entityId),
      before: fact.before === undefined ? null : JSON.stringify(fact.before),
      after: fact.after === undefined ? null : JSON.stringify(fact.after),
      previous_hash: previous
    };
    previous = hashOf(content);
    await insertRow(tx, 'audit', { ...content, hash: previous });
  }
}

/**
 * Checks the whole chain of a file. It cannot see rows cut off at the end; for that, compare the last hash with one kept
 * elsewhere, such as on an export, which prints it.
 */
export function verifyChain(sqlite: SqliteDatabase): ChainReport {
  let previous = FIRST_HASH;
  let rows = 0;
  for (const row of eachRow<AuditTable>(sqlite, 'audit')) {
    rows += 1;
    if (row.id !== rows || row.previous_hash !== previous || hashOf(row) !== row.hash) {
      return { ok: false, rows, brokenAt: row.id, lastHash: previous };
    }
    previous = row.hash;
  }
  return { ok: true, rows, brokenAt: null, lastHash: previous };
}
