import { offerUntil } from '../../../contract/people/waiting-list.ts';
import { HOUR_MS } from '../../../contract/core/time.ts';
import type { ClockOwner } from '../../core/station/by-clock.ts';
import { readSettings } from '../../core/station/settings.ts';
import { dropCallsTx, toCallTx } from '../../people/calls/to-call.ts';
import { releaseTx } from '../../schedule/allocation/allocate.ts';
import { holdTx, personClashesTx, sourceOf, type SignUpRecord } from '../sign-ups/store.ts';
import { projectEventTx } from '../volunteer-projects/events.ts';
import { readProject, type ProjectRecord } from '../volunteer-projects/store.ts';
import { readShift } from './store.ts';

/** A project that the clock began is open again. */
export const projectClock: ClockOwner = {
  table: 'project',
  async labels(db, ids) {
    const rows = await db.selectFrom('project').select(['id', 'code', 'title']).where('id', 'in', ids).execute();
    return new Map(rows.map((row) => [row.id, `${row.code} ${row.title}`]));
  },
  async takeBackTx(cmd, { id, before }) {
    const row = await readProject(cmd.tx, id);
    const was = before as Pick<ProjectRecord, 'state'>;
    await cmd.tx
      .updateTable('project')
      .set({ ...was, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await projectEventTx(cmd, { projectId: id, kind: 'taken_back', params: { from: row.state, to: was.state } });
    cmd.changed('volunteer-projects', 'shifts');
    return null;
  }
};

/** A shift that the clock held is planned again. */
export const shiftClock: ClockOwner = {
  table: 'shift',
  async labels(db, ids) {
    const rows = await db
      .selectFrom('shift')
      .innerJoin('project', 'project.id', 'shift.project_id')
      .select(['shift.id', 'project.code', 'project.title'])
      .where('shift.id', 'in', ids)
      .execute();
    return new Map(rows.map((row) => [row.id, `${row.code} ${row.title}`]));
  },
  async takeBackTx(cmd, { id, before }) {
    const row = await readShift(cmd.tx, id);
    await cmd.tx
      .updateTable('shift')
      .set({ ...before, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    cmd.changed('shifts', 'volunteer-figures', 'figures');
    return null;
  }
};

/** A sign-up that the clock ended, or gave a place, is what it was. */
export const signUpClock: ClockOwner = {
  table: 'sign_up',
  async labels(db, ids) {
    const rows = await db
      .selectFrom('sign_up')
      .innerJoin('person', 'person.id', 'sign_up.person_id')
      .innerJoin('project', 'project.id', 'sign_up.project_id')
      .select(['sign_up.id', 'person.name', 'project.code'])
      .where('sign_up.id', 'in', ids)
      .execute();
    return new Map(rows.map((row) => [row.id, `${row.name} ${row.code}`]));
  },
  async takeBackTx(cmd, { id, before }) {
    const row = await cmd.tx.selectFrom('sign_up').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const shift = await readShift(cmd.tx, row.shift_id);
    const use = { from: shift.from_at, to: shift.to_at };
    const was = before as Pick<SignUpRecord, 'state' | 'offer_until'>;
    const takes = was.state === 'offered' || was.state === 'signed';
    if (row.state === 'ended') {
      const again = await cmd.tx
        .selectFrom('sign_up')
        .select('id')
        .where('shift_id', '=', row.shift_id)
        .where('person_id', '=', row.person_id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      const clashes = takes && row.override_reason === '' ? await personClashesTx(cmd, row.person_id, use, id) : [];
      if (again !== undefined || clashes.length > 0 || (takes && shift.taken >= shift.number)) return 'taken';
    } else {
      await releaseTx(cmd, sourceOf(id));
      await dropCallsTx(cmd, { signUpId: id });
    }
    const { offerHours } = await readSettings(cmd.tx);
    const until = was.offer_until ?? 0;
    const offer = { offer_until: until > cmd.now ? until : (offerUntil(cmd.now, shift.from_at, offerHours) ?? cmd.now + HOUR_MS) };
    await cmd.tx
      .updateTable('sign_up')
      .set({ ...was, ...(was.state === 'offered' ? offer : {}), version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    if (takes) await holdTx(cmd, row, use);
    const ids = { projectId: row.project_id, shiftId: row.shift_id, signUpId: id, personId: row.person_id };
    if (was.state === 'offered') await toCallTx(cmd, { ...ids, reason: 'offered' });
    await projectEventTx(cmd, { ...ids, kind: 'taken_back', params: { from: row.state, to: was.state } });
    cmd.changed('sign-ups', 'shifts');
    return null;
  }
};
