import { addDays, startOfDate } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';

export interface AuditFilter {
  /** Dates `YYYY-MM-DD` (Asia/Shanghai), both included. */
  from?: string | undefined;
  to?: string | undefined;
  actorId?: number | undefined;
  /** Beginning of the action's name. */
  action?: string | undefined;
  entity?: string | undefined;
  entityId?: string | undefined;
}

/** A query for the rows that pass a filter, in no order. */
export function auditQuery(db: Db, filter: AuditFilter) {
  let query = db.selectFrom('audit');
  if (filter.from !== undefined) query = query.where('at', '>=', startOfDate(filter.from));
  if (filter.to !== undefined) query = query.where('at', '<', startOfDate(addDays(filter.to, 1)));
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId);
  if (filter.entity !== undefined) query = query.where('entity', '=', filter.entity);
  if (filter.entityId !== undefined) query = query.where('entity_id', '=', filter.entityId);
  if (filter.action) query = query.where('action', '>=', filter.action).where('action', '<', `${filter.action}\uffff`);
  return query;
}
