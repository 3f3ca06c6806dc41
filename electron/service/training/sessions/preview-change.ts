import type { SessionPatch } from '../../../contract/training/sessions.ts';
import { readClass } from '../classes/rows.ts';
import type { Context } from '../../core/context.ts';
import { inScope, patchedWish } from './change.ts';
import { checkSessions, datedPreview } from './preview.ts';
import { sourceOf, wishOf } from './store.ts';

/** The effect of a change on each session to come. Writes nothing. @throws StationError NOT_FOUND */
export async function previewChange(context: Context, input: { classId: number; patch: SessionPatch; fromSessionId?: number | undefined }) {
  const { db, clock } = context.station;
  const now = clock.now();
  const of = await readClass(db, input.classId);
  const { scope, leftAlone } = await inScope(db, now, of.id, input.fromSessionId);
  const wishes = [];
  for (const row of scope) wishes.push(patchedWish(await wishOf(db, row), input.patch));
  const options = { now, except: scope.map((row) => sourceOf(row.id)) };
  const checked = await checkSessions(db, wishes, { courseId: of.course_id, capacity: of.capacity }, options);
  const dates = await datedPreview(db, wishes, checked);
  return { dates: dates.map((date, i) => ({ ...date, sessionId: scope[i]!.id })), leftAlone };
}
