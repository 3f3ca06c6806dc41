import type { RosterMapping, RosterPolicy } from '../../../../contract/people/people-import.ts';
import { dateOf } from '../../../../contract/core/time.ts';
import type { Actor } from '../../../core/audit/chain.ts';
import { jobCommand, type Command } from '../../../core/command.ts';
import { StationError } from '../../../core/errors.ts';
import { bareOrganisation, createOrganisationTx } from '../../organisations/organisations.ts';
import type { JobTools } from '../../../core/jobs/job.ts';
import { stationOf } from '../../../core/jobs/station.ts';
import { addPeopleTx } from '../bulk.ts';
import { auditedPerson, writePersonTx } from '../persons.ts';
import { examine, type Examination, type RowPlan } from './examine.ts';
import type { Place } from './places.ts';
import { readRoster } from './sheet.ts';

export interface ImportOrder {
  bytes: Uint8Array;
  mapping: RosterMapping;
  policy: RosterPolicy;
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
  const sheet = await readRoster(order.bytes);
  const total = sheet.filled.length * 3;
  const check = {
    today: dateOf(tools.now),
    checkCancelled: () => tools.checkCancelled(),
    progress: (done: number) => tools.progress(done, total)
  };
  const lastAudit = async (db: typeof tools.open.db) =>
    (await db.selectFrom('audit').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id;

  const seenAt = await lastAudit(tools.open.db);
  const early = await examine(tools.open.db, sheet, order.mapping, order.policy, check);
  return jobCommand(stationOf(tools), order.actor, order.procedure, order.commandId, async (cmd) => {
    const now = (await lastAudit(cmd.tx)) === seenAt ? early : await examine(cmd.tx, sheet, order.mapping, order.policy, check);
    if (now.counts.bad > 0 && !order.policy.onlyGoodRows) throw new StationError('IMPORT_HAS_PROBLEMS', { count: now.counts.bad });
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

async function writeRosterTx(cmd: Command, fileName: string, examined: Examination, watch: Watch) {
  const { counts, plans } = examined;
  const places = await makePlaces(cmd, examined);
  const added = plans.filter((plan): plan is Extract<RowPlan, { kind: 'new' }> => plan.kind === 'new');
  const changed = plans.filter((plan): plan is Extract<RowPlan, { kind: 'update' }> => plan.kind === 'update');
  const result = {
    created: added.length,
    updated: changed.length,
    unchanged: counts.unchanged,
    skipped: counts.skipped,
    left: counts.bad,
    organisations: places.made
  };
  cmd.audit({ entity: 'roster', after: { file: fileName, ...result } });
  await addPeopleTx(
    cmd,
    added.map((plan) => ({ ...plan.columns, organisation_id: places.idOf(plan.place) })),
    (done) => {
      watch.checkCancelled();
      watch.progress(done);
    }
  );
  for (const [done, plan] of changed.entries()) {
    if (done % 100 === 0) watch.checkCancelled();
    const columns = plan.place?.id === null ? { ...plan.columns, organisation_id: places.idOf(plan.place) } : plan.columns;
    await writePersonTx(cmd, plan.person, columns);
    cmd.audit({
      entity: 'person',
      entityId: plan.person.id,
      before: auditedPerson(plan.person),
      after: auditedPerson({ ...plan.person, ...columns })
    });
    watch.progress(2 * added.length + 2 * done);
  }
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
  return { made: ids.size, idOf };
}

declare module '../../../core/jobs/job.ts' {
  interface Jobs {
    applyRoster: typeof applyRosterJob;
  }
}
