import { dateOf, startOfDate } from '../../../../contract/core/time.ts';
import type { Actor } from '../../../core/audit/chain.ts';
import { jobCommand, type Command } from '../../../core/command.ts';
import { StationError } from '../../../core/errors.ts';
import { insertRows } from '../../../db/fixed.ts';
import { bareOrganisation, createOrganisationTx } from '../../organisations/organisations.ts';
import type { JobTools } from '../../../core/jobs/job.ts';
import { stationOf } from '../../../core/jobs/station.ts';
import { addPeopleTx } from '../bulk.ts';
import { auditedPerson, writePersonTx, type PersonColumns } from '../persons.ts';
import { examine, type Choices, type Examination } from './examine.ts';
import type { RowPlan } from './row-plan.ts';
import type { Place } from './places.ts';
import { readRoster, type Layout } from './sheet.ts';

export interface ImportOrder {
  bytes: Uint8Array;
  layout: Layout;
  choices: Choices;
}
export interface ApplyOrder extends ImportOrder {
  fileName: string;
  commandId: string;
  procedure: string;
  actor: Actor;
}

/**
 * In the worker: writes a roster as one command of the operator who ordered it. Everything is checked before the file is
 * locked; if somebody wrote meanwhile (the audit has grown), it is checked again inside.
 * @throws StationError IMPORT_HAS_PROBLEMS unless only the good rows are wanted; CANCELLED, and then nothing is written
 */
export async function applyRosterJob(order: ApplyOrder, tools: JobTools) {
  const sheet = await readRoster(order.bytes, order.layout);
  const total = sheet.filled.length * 3;
  const check = {
    today: dateOf(tools.now),
    checkCancelled: () => tools.checkCancelled(),
    progress: (done: number) => tools.progress(done, total)
  };
  const lastAudit = async (db: typeof tools.open.db) =>
    (await db.selectFrom('audit').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id;

  const seenAt = await lastAudit(tools.open.db);
  const early = await examine(tools.open.db, sheet, order.choices, check);
  return jobCommand(stationOf(tools), order.actor, order.procedure, order.commandId, async (cmd) => {
    const now = (await lastAudit(cmd.tx)) === seenAt ? early : await examine(cmd.tx, sheet, order.choices, check);
    if (now.counts.bad > 0 && !order.choices.policy.onlyGoodRows) throw new StationError('IMPORT_HAS_PROBLEMS', { count: now.counts.bad });
    return writeRosterTx(cmd, order.fileName, now, {
      checkCancelled: () => tools.checkCancelled(),
      progress: (done) => tools.progress(sheet.filled.length + done, total)
    });
  });
}

interface Watch {
  checkCancelled(): void;
  /** Of twice as many steps as there are rows. */
  progress(done: number): void;
}

type NewPlan = Extract<RowPlan, { kind: 'new' }>;
type UpdatePlan = Extract<RowPlan, { kind: 'update' }>;

async function writeRosterTx(cmd: Command, fileName: string, examined: Examination, watch: Watch) {
  const { counts, plans } = examined;
  const places = await makePlaces(cmd, examined);
  const added = plans.filter((plan): plan is NewPlan => plan.kind === 'new');
  const changed = plans.filter((plan): plan is UpdatePlan => plan.kind === 'update');
  const result = {
    created: added.length,
    updated: changed.length,
    unchanged: counts.unchanged,
    skipped: counts.skipped,
    left: counts.bad,
    organisations: places.made.length
  };
  cmd.audit({ entity: 'roster', after: { file: fileName, ...result } });
  const ids = await addPeopleTx(
    cmd,
    added.map((plan) => ({ ...plan.columns, organisation_id: places.idOf(plan.place) })),
    (done) => {
      watch.checkCancelled();
      watch.progress(done);
    }
  );
  const updates: { person: UpdatePlan['person']; columns: Partial<PersonColumns> }[] = [];
  for (const [done, plan] of changed.entries()) {
    if (done % 100 === 0) watch.checkCancelled();
    const columns = plan.place?.id === null ? { ...plan.columns, organisation_id: places.idOf(plan.place) } : plan.columns;
    await writePersonTx(cmd, plan.person, columns);
    updates.push({ person: plan.person, columns });
    cmd.audit({
      entity: 'person',
      entityId: plan.person.id,
      before: auditedPerson(plan.person),
      after: auditedPerson({ ...plan.person, ...columns })
    });
    watch.progress(2 * added.length + 2 * done);
  }
  if (added.length + changed.length + places.made.length > 0) await rememberTx(cmd, fileName, added, ids, updates, places.made);
  watch.checkCancelled();
  return result;
}

/** Makes the organisations that rows to be written need, each after the one it lies in. */
async function makePlaces(cmd: Command, examined: Examination) {
  const ids = new Map<Place, number>();
  const idOf = (place: Place | null): number | null => (place === null ? null : (place.id ?? ids.get(place) ?? null));
  for (const place of examined.newPlaces) {
    ids.set(place, await createOrganisationTx(cmd, { ...bareOrganisation(place.kind, place.name), parentId: idOf(place.parent) }));
  }
  return { made: [...ids.values()], idOf };
}

const ROWS_AT_ONCE = 500;

/** Keeps what an undo on the same day needs; what earlier imports kept for theirs is let go of. */
async function rememberTx(
  cmd: Command,
  fileName: string,
  added: readonly NewPlan[],
  ids: readonly number[],
  updates: readonly { person: UpdatePlan['person']; columns: Partial<PersonColumns> }[],
  made: readonly number[]
): Promise<void> {
  const today = startOfDate(dateOf(cmd.now));
  await cmd.tx
    .deleteFrom('roster_import_person')
    .where('import_id', 'in', cmd.tx.selectFrom('roster_import').select('id').where('at', '<', today))
    .execute();
  const { id } = await cmd.tx
    .insertInto('roster_import')
    .values({
      at: cmd.now,
      by: cmd.actor.name,
      file_name: fileName,
      created: added.length,
      updated: updates.length,
      organisations: JSON.stringify(made),
      undone_at: null
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = [
    ...added.map((plan, at) => ({
      import_id: id,
      person_id: ids[at] as number,
      kind: 'new' as const,
      before: null,
      after: null,
      alike_id: plan.alike
    })),
    ...updates.map(({ person, columns }) => ({
      import_id: id,
      person_id: person.id,
      kind: 'update' as const,
      before: JSON.stringify(Object.fromEntries(Object.keys(columns).map((column) => [column, person[column as keyof typeof person]]))),
      after: JSON.stringify(columns),
      alike_id: null
    }))
  ];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await insertRows(cmd.tx, 'roster_import_person', rows.slice(at, at + ROWS_AT_ONCE));
}

declare module '../../../core/jobs/job.ts' {
  interface Jobs {
    applyRoster: typeof applyRosterJob;
  }
}
