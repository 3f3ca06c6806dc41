import { RECORDABLE, STANDING_SHIFTS } from '../../../contract/volunteering/volunteer-project-rules.ts';
import type { Command } from '../../core/command.ts';
import type { DueWork } from '../../core/due.ts';
import { notLeftToPeople } from '../../core/station/clock-hold.ts';
import type { Db } from '../../db/schema.ts';
import { lapseTx } from '../../people/waiting-list.ts';
import { promoteTx } from '../sign-ups/promote.ts';
import { endSignUpTx } from '../sign-ups/store.ts';
import { applyProjectStepTx } from '../volunteer-projects/steps.ts';
import { readProject } from '../volunteer-projects/store.ts';

/** Lapsed offers, projects that begin, and shifts whose time is over. */
async function due(db: Db, now: number) {
  const offers = await db
    .selectFrom('sign_up')
    .selectAll()
    .where('offer_until', 'is not', null)
    .where('offer_until', '<=', now)
    .orderBy('offer_until')
    .orderBy('id')
    .execute();
  const over = await db
    .selectFrom('shift')
    .innerJoin('project', 'project.id', 'shift.project_id')
    .selectAll('shift')
    .where('shift.state', '=', 'planned')
    .where('shift.to_at', '<=', now)
    .where('project.state', 'in', RECORDABLE)
    .where((eb) => notLeftToPeople(eb, 'shift', 'shift.id', 'shift.to_at'))
    .orderBy('shift.from_at')
    .execute();
  const starting = await db
    .selectFrom('project')
    .select('project.id')
    .where('project.state', '=', 'open')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('shift')
          .select('shift.id')
          .whereRef('shift.project_id', '=', 'project.id')
          .where('shift.state', 'in', STANDING_SHIFTS)
          .where('shift.from_at', '<=', now)
          .where((inner) => notLeftToPeople(inner, 'project', 'project.id', 'shift.from_at'))
      )
    )
    .execute();
  return { offers, over, starting };
}

/** Settles what is due, inside a command, before it reads or writes shifts. */
export async function settleShiftsTx(cmd: Command): Promise<void> {
  const { offers, over, starting } = await due(cmd.tx, cmd.now);
  await lapseTx(offers, {
    listOf: (offer) => offer.shift_id,
    end: (offer) => endSignUpTx(cmd, offer, 'expired'),
    promote: (shiftId) => promoteTx(cmd, shiftId)
  });
  for (const { id } of starting) await applyProjectStepTx(cmd, await readProject(cmd.tx, id), 'start', '');
  for (const shift of over) {
    await cmd.tx
      .updateTable('shift')
      .set((eb) => ({ state: 'held', version: eb('version', '+', 1) }))
      .where('id', '=', shift.id)
      .execute();
    cmd.byClock?.({ entity: 'shift', id: shift.id, before: shift, after: { state: 'held' } });
    const left = await cmd.tx
      .selectFrom('sign_up')
      .selectAll()
      .where('shift_id', '=', shift.id)
      .where('state', 'in', ['waiting', 'offered'])
      .execute();
    for (const signUp of left) await endSignUpTx(cmd, signUp, signUp.state === 'waiting' ? 'unserved' : 'expired');
  }
  if (over.length === 0) return;
  cmd.audit({ action: 'shifts.settle', entity: 'shift', entityId: over[0]!.id, after: { held: over.map((shift) => shift.id) } });
  cmd.changed('shifts', 'volunteer-figures', 'figures');
}

/** Offers, projects and shifts, which fall due by time alone. */
export const shiftsDue: DueWork = {
  action: 'shifts.settle',
  isDue: async (db, now) => {
    const { offers, over, starting } = await due(db, now);
    return offers.length > 0 || over.length > 0 || starting.length > 0;
  },
  settleTx: settleShiftsTx
};
