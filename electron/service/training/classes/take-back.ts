import type { ClockOwner } from '../../core/station/by-clock.ts';
import { recordTx } from '../bookings/events.ts';
import { countedSessionTx, countSessionTx, syncClassTx } from '../class-figures/rollup.ts';
import { readSessionTx } from '../sessions/store.ts';
import { readClassTx, refreshClassTx, type ClassRecord } from './store.ts';

/** A class that the clock confirmed, began or finished is in the state it was in. */
export const classClock: ClockOwner = {
  table: 'class',
  async labels(db, ids) {
    const rows = await db
      .selectFrom('class')
      .innerJoin('course', 'course.id', 'class.course_id')
      .select(['class.id', 'class.code', 'class.title', 'course.title as course_title'])
      .where('class.id', 'in', ids)
      .execute();
    return new Map(rows.map((row) => [row.id, `${row.code} ${row.title || row.course_title}`]));
  },
  async takeBackTx(cmd, { id, before }) {
    const row = await readClassTx(cmd, id);
    const was = before as Pick<ClassRecord, 'state'>;
    await cmd.tx
      .updateTable('class')
      .set({ ...was, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await recordTx(cmd, { classId: id, kind: 'taken_back', params: { from: row.state, to: was.state } });
    cmd.changed('classes');
    return null;
  }
};

/** A session that the clock held is still to be held, and counts for nothing. */
export const sessionClock: ClockOwner = {
  table: 'class_session',
  async labels(db, ids) {
    const rows = await db
      .selectFrom('class_session')
      .innerJoin('class', 'class.id', 'class_session.class_id')
      .innerJoin('course', 'course.id', 'class.course_id')
      .select(['class_session.id', 'class.code', 'class.title', 'course.title as course_title'])
      .where('class_session.id', 'in', ids)
      .execute();
    return new Map(rows.map((row) => [row.id, `${row.code} ${row.title || row.course_title}`]));
  },
  async takeBackTx(cmd, { id, before }) {
    const row = await readSessionTx(cmd, id);
    await countSessionTx(cmd, await countedSessionTx(cmd, id), row.seats ?? 0, -1);
    await cmd.tx
      .updateTable('class_session')
      .set({ ...before, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await refreshClassTx(cmd, row.class_id);
    await syncClassTx(cmd, row.class_id);
    return null;
  }
};
