import type { ClassNumbersColumn } from './columns.ts';
import { ATTENDED, type Attendance } from '../../../contract/training/certificate-rules.ts';
import type { FigureDimension } from '../../../contract/training/class-figures.ts';
import { dateOf, monthOf } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';

/**
 * The monthly figures of classes, updated in the transaction that changes what they count. Every change takes the old counts out and
 * puts the new ones in, so that no cell drifts. A test compares them with recount.ts.
 */

/** The course, organisation and trainer for which something counts; undefined: not counted by that dimension. */
export interface Place {
  month: string;
  courseId: number;
  organisationId?: number | null;
  trainerId?: number | null;
}
type Counts = Partial<Record<ClassNumbersColumn, number>>;

export const monthOfInstant = (at: number): string => monthOf(dateOf(at));

/** The cells in which something counts. People without an organisation and classes without a trainer count under 0. */
export function cellsOf(place: Place): { dimension: FigureDimension; dimension_id: number; month: string }[] {
  const { month } = place;
  return [
    { dimension: 'all', dimension_id: 0, month },
    { dimension: 'course', dimension_id: place.courseId, month },
    ...(place.organisationId === undefined ? [] : [{ dimension: 'organisation' as const, dimension_id: place.organisationId ?? 0, month }]),
    ...(place.trainerId === undefined ? [] : [{ dimension: 'trainer' as const, dimension_id: place.trainerId ?? 0, month }])
  ];
}

/** Adds counts to all cells of a place; −1 takes them out. */
export async function countTx(cmd: Command, place: Place, counts: Counts, sign: 1 | -1): Promise<void> {
  const columns = Object.entries(counts).filter(([, by]) => by !== 0) as [ClassNumbersColumn, number][];
  for (const cell of cellsOf(place)) {
    if (sign === 1) {
      await cmd.tx
        .insertInto('class_month')
        .values({ ...cell, ...Object.fromEntries(columns) })
        .onConflict((conflict) =>
          conflict
            .columns(['dimension', 'dimension_id', 'month'])
            .doUpdateSet((eb) => Object.fromEntries(columns.map(([column, by]) => [column, eb(`class_month.${column}`, '+', by)])))
        )
        .execute();
    } else if (columns.length > 0) {
      await cmd.tx
        .updateTable('class_month')
        .set((eb) => Object.fromEntries(columns.map(([column, by]) => [column, eb(column, '-', by)])))
        .where('dimension', '=', cell.dimension)
        .where('dimension_id', '=', cell.dimension_id)
        .where('month', '=', cell.month)
        .execute();
    }
  }
  cmd.changed('class-figures');
}

/** What the figures read of a session. */
export interface CountedSession {
  id: number;
  from_at: number;
  course_id: number;
  lead: number | null;
}

/** @throws Error when there is no such session */
export async function countedSessionTx(cmd: Command, sessionId: number): Promise<CountedSession> {
  const row = await cmd.tx
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .leftJoin('session_trainer', (join) => join.onRef('session_trainer.session_id', '=', 'class_session.id').on('position', '=', 0))
    .select(['class_session.id', 'from_at', 'course_id', 'person_id as lead'])
    .where('class_session.id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return row;
}

/** Counts a held session with its seats. The trigger class_session_used_again counts it in the zone log. */
export function countSessionTx(cmd: Command, session: CountedSession, seats: number, sign: 1 | -1): Promise<void> {
  cmd.changed('figures');
  return countTx(
    cmd,
    { month: monthOfInstant(session.from_at), courseId: session.course_id, trainerId: session.lead },
    { sessions: 1, seats },
    sign
  );
}

export interface CountedMark {
  person_id: number;
  organisation_id: number | null;
  status: Attendance;
}

/** Counts one mark of an attendance list. */
export async function countMarkTx(cmd: Command, session: CountedSession, mark: CountedMark, sign: 1 | -1): Promise<void> {
  const place = {
    month: monthOfInstant(session.from_at),
    courseId: session.course_id,
    organisationId: mark.organisation_id,
    trainerId: session.lead
  };
  const came = ATTENDED.includes(mark.status);
  const counts = {
    expected: 1,
    attendances: came ? 1 : 0,
    absent: mark.status === 'absent' ? 1 : 0,
    excused: mark.status === 'excused' ? 1 : 0
  };
  await countTx(cmd, place, counts, sign);
  if (!came) return;
  await countPersonTx(cmd, place, mark.person_id, sign);
  cmd.changed('figures', 'reservations');
}

async function countPersonTx(cmd: Command, place: Place, personId: number, sign: 1 | -1): Promise<void> {
  for (const cell of cellsOf(place)) {
    if (sign === 1) {
      await cmd.tx
        .insertInto('class_month_person')
        .values({ ...cell, person_id: personId, marks: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['dimension', 'dimension_id', 'month', 'person_id'])
            .doUpdateSet((eb) => ({ marks: eb('class_month_person.marks', '+', 1) }))
        )
        .execute();
      continue;
    }
    const { marks } = await cmd.tx
      .updateTable('class_month_person')
      .set((eb) => ({ marks: eb('marks', '-', 1) }))
      .where('dimension', '=', cell.dimension)
      .where('dimension_id', '=', cell.dimension_id)
      .where('month', '=', cell.month)
      .where('person_id', '=', personId)
      .returning('marks')
      .executeTakeFirstOrThrow();
    if (marks > 0) continue;
    await cmd.tx
      .deleteFrom('class_month_person')
      .where('dimension', '=', cell.dimension)
      .where('dimension_id', '=', cell.dimension_id)
      .where('month', '=', cell.month)
      .where('person_id', '=', personId)
      .execute();
  }
}

/** Counts all marks of a session, for a change of their place. */
export async function countMarksOfTx(cmd: Command, sessionId: number, sign: 1 | -1): Promise<void> {
  const session = await countedSessionTx(cmd, sessionId);
  const marks = await cmd.tx
    .selectFrom('attendance')
    .select(['person_id', 'organisation_id', 'status'])
    .where('session_id', '=', sessionId)
    .execute();
  for (const mark of marks) await countMarkTx(cmd, session, mark, sign);
}

/** Updates the count of a class, which counts once, in the month of its first held session, for its first trainer. */
export async function syncClassTx(cmd: Command, classId: number): Promise<void> {
  const row = await cmd.tx
    .selectFrom('class')
    .leftJoin('class_trainer', (join) => join.onRef('class_trainer.class_id', '=', 'class.id').on('position', '=', 0))
    .select(['course_id', 'counted_month', 'counted_trainer_id', 'person_id as lead'])
    .where('class.id', '=', classId)
    .executeTakeFirstOrThrow();
  const first = await cmd.tx
    .selectFrom('class_session')
    .select((eb) => eb.fn.min('from_at').as('at'))
    .where('class_id', '=', classId)
    .where('state', '=', 'held')
    .executeTakeFirst();
  const month = first?.at == null ? null : monthOfInstant(first.at);
  if (month === row.counted_month && (month === null || row.lead === row.counted_trainer_id)) return;
  if (row.counted_month !== null)
    await countTx(cmd, { month: row.counted_month, courseId: row.course_id, trainerId: row.counted_trainer_id }, { classes: 1 }, -1);
  if (month !== null) await countTx(cmd, { month, courseId: row.course_id, trainerId: row.lead }, { classes: 1 }, 1);
  await cmd.tx
    .updateTable('class')
    .set({ counted_month: month, counted_trainer_id: month === null ? null : row.lead })
    .where('id', '=', classId)
    .execute();
}

/** Counts a booking that was cancelled late or ended unserved. */
export async function countEndedTx(
  cmd: Command,
  booking: { figure_month: string | null; figure_trainer_id: number | null; organisation_id: number | null; end_reason: string | null },
  courseId: number,
  sign: 1 | -1
): Promise<void> {
  if (booking.figure_month === null) return;
  const place = { month: booking.figure_month, courseId, organisationId: booking.organisation_id, trainerId: booking.figure_trainer_id };
  await countTx(cmd, place, booking.end_reason === 'unserved' ? { unserved: 1 } : { late_cancelled: 1 }, sign);
}

export async function countCertificateTx(
  cmd: Command,
  certificate: { issued_at: number; course_id: number; organisation_id: number | null; trainer_id: number | null },
  sign: 1 | -1
): Promise<void> {
  const { course_id: courseId, organisation_id: organisationId, trainer_id: trainerId } = certificate;
  await countTx(cmd, { month: monthOfInstant(certificate.issued_at), courseId, organisationId, trainerId }, { certificates: 1 }, sign);
}
