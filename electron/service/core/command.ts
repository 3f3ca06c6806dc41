import { demandPlain, sealedAction } from './vault/plain.ts';
import { appendAuditTx, type Actor, type AuditFact } from './audit/chain.ts';
import type { Command, Context, Station } from './context.ts';
import { guardTransaction } from '../db/dialect.ts';
import { fixedQuery, insertRow } from '../db/fixed.ts';
import type { Tx } from '../db/schema.ts';
import { StationError } from './errors.ts';
import { noteWorkTx } from './station/clock-doubt.ts';

export type { Command, Tx };

/** The program itself, which acts when nobody is signed in: at set-up, and when it settles what is due. */
export const SYSTEM: Actor = { id: null, name: '' };

/**
 * Runs one write as one transaction. A repeated command id answers the first result and writes nothing. Otherwise the work, its
 * audit rows and its result are kept together or not at all, and the windows learn of the change after the commit. Whatever the
 * procedure's `settles` names is settled first, in the same transaction.
 * @param work returns small, plain JSON data without secrets, because the result is remembered. In a sealed area results and audit
 * facts may hold ids, numbers, dates and codes only; anything else is refused (vault/plain.ts)
 * @throws StationError what the work throws; INVALID when another procedure or operator used the id
 */
export async function command<R>(context: Context, input: { commandId: string }, work: (command: Command) => Promise<R>): Promise<R> {
  const operator = context.session.operator;
  const actor = operator ? { id: operator.id, name: operator.displayName } : SYSTEM;
  const settled = async (cmd: Command) => {
    await context.settleTx?.(cmd);
    return work(cmd);
  };
  return transact(context.station, actor, context.procedure, settled, input.commandId);
}

/** As `command`, for the program's own work: without a command id; `action` is its name in the audit. */
export async function systemCommand<R>(station: Station, action: string, work: (command: Command) => Promise<R>): Promise<R> {
  return transact(station, SYSTEM, action, work);
}

/** As `command`, without an id, for what does no harm when repeated (sign-in, reading restricted data). */
export async function unnumberedCommand<R>(context: Context, work: (command: Command) => Promise<R>): Promise<R> {
  const operator = context.session.operator;
  return transact(context.station, operator ? { id: operator.id, name: operator.displayName } : SYSTEM, context.procedure, work);
}

/**
 * As `command`, in a worker thread on its own connection. No window listens there, so it answers the topics and the service
 * publishes them.
 */
export async function jobCommand<R>(
  station: Station,
  actor: Actor,
  procedure: string,
  commandId: string,
  work: (command: Command) => Promise<R>
): Promise<{ result: R; topics: string[] }> {
  const topics = new Set<string>();
  const result = await inTransaction(station, actor, procedure, work, commandId, topics);
  return { result, topics: [...topics] };
}

async function transact<R>(
  station: Station,
  actor: Actor,
  procedure: string,
  work: (command: Command) => Promise<R>,
  commandId?: string
): Promise<R> {
  const topics = new Set<string>();
  const result = await inTransaction(station, actor, procedure, work, commandId, topics);
  if (topics.has('accounts')) station.accountsVersion += 1;
  station.changes.publish(topics);
  return result;
}

const remembered = fixedQuery((db, { id }: { id: string }) =>
  db.selectFrom('command').select(['procedure', 'account_id', 'result']).where('id', '=', id)
);

function inTransaction<R>(
  station: Station,
  actor: Actor,
  procedure: string,
  work: (command: Command) => Promise<R>,
  commandId: string | undefined,
  topics: Set<string>
): Promise<R> {
  return station.db.transaction().execute((tx) =>
    guardTransaction(station.db, tx, async () => {
      if (commandId !== undefined) {
        const [first] = await remembered(tx, { id: commandId });
        if (first) {
          if (first.procedure !== procedure || first.account_id !== actor.id) {
            throw new StationError('INVALID', { field: 'commandId', reason: 'used' });
          }
          return JSON.parse(first.result) as R;
        }
      }
      const facts: AuditFact[] = [];
      const now = station.clock.now();
      if (actor.id !== null) await noteWorkTx(station, tx, now);
      const answer = await work({
        tx,
        now,
        actor,
        station,
        audit: (fact) => facts.push({ action: procedure, ...fact }),
        changed: (...changed) => changed.forEach((topic) => topics.add(topic))
      });
      for (const { action, entity, entityId, before, after } of facts) {
        if (sealedAction(procedure) || sealedAction(action)) demandPlain({ entity, entityId, before, after }, `the audit of ${action}`);
      }
      await appendAuditTx(tx, now, actor, facts);
      if (commandId !== undefined) {
        if (sealedAction(procedure)) demandPlain(answer, `the answer of ${procedure}`);
        await insertRow(tx, 'command', { id: commandId, procedure, account_id: actor.id, at: now, result: JSON.stringify(answer) });
      }
      return answer;
    })
  );
}
