import type { ZoneUse } from '../../../contract/schedule/reservations.ts';
import type { Db } from '../../db/schema.ts';
import { trainersOfSessions } from '../../training/sessions/read.ts';
import type { Source } from './request.ts';

/** What an area says of a use of its own; where and how long its zone is held stands in the schedule. */
export type HolderUse = Omit<ZoneUse, 'kind' | 'zoneId' | 'setup' | 'clearup'>;

/**
 * How the holders of a kind are called. An area whose records hold allocations adds its own entry.
 * `labels`: for a clash; `uses`: for the calendar, sheets and .ics. A use whose title is empty is shown as occupied only,
 * as is everything of a kind without `uses`.
 */
interface HolderKind {
  labels: (db: Db, ids: readonly number[]) => Promise<{ id: number; label: string }[]>;
  uses?: (db: Db, ids: readonly number[], now: number) => Promise<HolderUse[]>;
}

const namesOf = (people: readonly { name: string }[] | undefined) => (people ?? []).map((one) => one.name).join('、');

const HOLDERS: Record<Source['kind'], HolderKind> = {
  reservation: {
    async labels(db, ids) {
      const rows = await db
        .selectFrom('reservation')
        .innerJoin('purpose', 'purpose.id', 'reservation.purpose_id')
        .select(['reservation.id', 'number', 'title', 'purpose.name'])
        .where('reservation.id', 'in', ids)
        .execute();
      return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.title || row.name}` }));
    }
  },
  session: {
    async labels(db, ids) {
      const rows = await db
        .selectFrom('class_session')
        .innerJoin('class', 'class.id', 'class_session.class_id')
        .innerJoin('course', 'course.id', 'class.course_id')
        .select(['class_session.id', 'class.code', 'class.title', 'course.title as course_title'])
        .where('class_session.id', 'in', ids)
        .execute();
      return rows.map((row) => ({ id: row.id, label: `${row.code} ${row.title || row.course_title}` }));
    },
    async uses(db, ids, now) {
      const rows = await db
        .selectFrom('class_session')
        .innerJoin('class', 'class.id', 'class_session.class_id')
        .innerJoin('course', 'course.id', 'class.course_id')
        .select([
          'class_session.id',
          'class_id',
          'from_at',
          'to_at',
          'class_session.state',
          'attended',
          'single_taken',
          'class_session.version'
        ])
        .select([
          'class.code',
          'class.title',
          'class.state as class_state',
          'taken',
          'course.title as course_title',
          'course.title_en as course_title_en'
        ])
        .where('class_session.id', 'in', ids)
        .execute();
      const trainers = await trainersOfSessions(db, ids);
      return rows.map((row) => {
        const done = row.state === 'held' || (row.to_at <= now && row.class_state !== 'draft');
        return {
          id: row.id,
          recordId: row.class_id,
          number: row.code,
          from: row.from_at,
          to: row.to_at,
          title: row.title || row.course_title,
          titleEn: row.title === '' ? row.course_title_en : '',
          who: namesOf(trainers.get(row.id)),
          state: row.class_state === 'draft' ? ('tentative' as const) : done ? ('done' as const) : ('coming' as const),
          expected: row.taken + row.single_taken,
          headcount: done || row.attended > 0 ? row.attended : null,
          version: row.version
        };
      });
    }
  },
  project_use: {
    async labels(db, ids) {
      const rows = await db
        .selectFrom('project_use')
        .innerJoin('project', 'project.id', 'project_use.project_id')
        .select(['project_use.id', 'code', 'title'])
        .where('project_use.id', 'in', ids)
        .execute();
      return rows.map((row) => ({ id: row.id, label: `${row.code} ${row.title}` }));
    },
    async uses(db, ids, now) {
      const rows = await db
        .selectFrom('project_use')
        .innerJoin('project', 'project.id', 'project_use.project_id')
        .select(['project_use.id', 'project_id', 'from_at', 'to_at', 'code', 'title', 'state', 'version'])
        .select((eb) => [
          eb
            .selectFrom('shift')
            .select((of) => of.fn.coalesce(of.fn.sum<number>('taken'), of.lit(0)).as('taken'))
            .whereRef('shift.project_id', '=', 'project_use.project_id')
            .whereRef('shift.zone_id', '=', 'project_use.zone_id')
            .whereRef('shift.from_at', '<', 'project_use.to_at')
            .whereRef('shift.to_at', '>', 'project_use.from_at')
            .as('taken')
        ])
        .where('project_use.id', 'in', ids)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        recordId: row.project_id,
        number: row.code,
        from: row.from_at,
        to: row.to_at,
        title: row.title,
        titleEn: '',
        who: '',
        state: row.state === 'draft' ? ('tentative' as const) : row.to_at <= now ? ('done' as const) : ('coming' as const),
        expected: row.taken ?? 0,
        headcount: null,
        version: row.version
      }));
    }
  },
  sign_up: {
    async labels(db, ids) {
      const rows = await db
        .selectFrom('sign_up')
        .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
        .innerJoin('project_need', 'project_need.id', 'shift.need_id')
        .innerJoin('project', 'project.id', 'sign_up.project_id')
        .select(['sign_up.id', 'code', 'title', 'role'])
        .where('sign_up.id', 'in', ids)
        .execute();
      return rows.map((row) => ({ id: row.id, label: `${row.code} ${row.title} ${row.role}` }));
    }
  },
  // Whoever is no mediator learns that something is taken and when, and nothing else: neither label nor title.
  hearing: {
    labels: async () => [],
    async uses(db, ids, now) {
      const rows = await db.selectFrom('case_hearing').select(['id', 'from_at', 'to_at']).where('id', 'in', ids).execute();
      return rows.map((row) => ({
        id: row.id,
        recordId: row.id,
        number: '',
        from: row.from_at,
        to: row.to_at,
        title: '',
        titleEn: '',
        who: '',
        state: row.to_at <= now ? ('done' as const) : ('coming' as const),
        expected: null,
        headcount: null,
        version: 0
      }));
    }
  }
};

const kindOf = (kind: string): HolderKind | undefined => HOLDERS[kind as Source['kind']];

/** What people call the holders of some allocations, by kind and id. */
export async function describeHolders(
  db: Db,
  holders: readonly { source_kind: string; source_id: number }[]
): Promise<(holder: { source_kind: string; source_id: number }) => string> {
  const labels = new Map<string, string>();
  for (const kind of new Set(holders.map((holder) => holder.source_kind))) {
    const ids = [...new Set(holders.filter((holder) => holder.source_kind === kind).map((holder) => holder.source_id))];
    for (const { id, label } of (await kindOf(kind)?.labels(db, ids)) ?? []) labels.set(`${kind} ${id}`, label);
  }
  return (holder) => labels.get(`${holder.source_kind} ${holder.source_id}`) ?? '';
}

/** The uses behind some holders of a kind, by id; nothing for a kind that says nothing of them. @param now UTC ms */
export async function describeUses(db: Db, kind: string, ids: readonly number[], now: number): Promise<Map<number, HolderUse>> {
  const uses = (await kindOf(kind)?.uses?.(db, [...new Set(ids)], now)) ?? [];
  return new Map(uses.map((use) => [use.id, use]));
}
