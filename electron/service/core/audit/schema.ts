import { appendOnly } from '../../db/guards.ts';

/** The audit chain. */
export const auditSchema: readonly string[] = [
  `create table audit (
    id integer primary key,
    at integer not null,
    actor_id integer,
    actor_name text not null,
    action text not null,
    entity text not null,
    entity_id text not null,
    before text,
    after text,
    previous_hash text not null,
    hash text not null
  ) strict`,
  `create index audit_entity on audit (entity, entity_id, id)`,
  `create index audit_actor on audit (actor_id, id)`,
  `create index audit_at on audit (at)`,
  ...appendOnly('audit', 'audit is append-only')
];
