import type { PlanItem } from '../../../contract/training/planner.ts';
import type { DayKind } from '../../../contract/schedule/allocation.ts';
import { addDays, DAY_MS, startOfDate } from '../../../contract/core/time.ts';
import { readCalendar } from '../../schedule/calendar/days.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { overlapping, readZoneRules } from '../../schedule/allocation/probe.ts';
import { readTrainerRules } from '../trainers/rules.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { planTerm, type PlannerEquipment, type PlannerInput, type PlannerItem, type PlannerOutput, type PlannerZone } from './planner.ts';

export interface PlanOrder {
  from: string;
  to: string;
  slots: { weekday: number; from: string; to: string }[];
  skipHolidays: boolean;
  items: PlanItem[];
  searchMs: number;
}

/** Reads everything that the planner needs. @throws StationError NOT_FOUND, INVALID (items: not_draft, twice; to: order, too_long) */
export async function readPlannerInput(db: Db, now: number, order: PlanOrder): Promise<PlannerInput> {
  if (order.to < order.from) throw new StationError('INVALID', { field: 'to', reason: 'order' });
  if (startOfDate(order.to) - startOfDate(order.from) > 366 * DAY_MS)
    throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
  if (new Set(order.items.map((item) => item.classId)).size < order.items.length)
    throw new StationError('INVALID', { field: 'items', reason: 'twice' });
  const span = { from: startOfDate(order.from) - DAY_MS, to: startOfDate(order.to) + 2 * DAY_MS };
  const busy = async (kind: 'zone' | 'person' | 'equipment', id: number) =>
    (await overlapping(db, kind, id, span)).map((row) => ({ from: row.start_at, to: row.end_at, quantity: row.quantity }));
  const calendar = await readCalendar(db, order.from, order.to);
  const days: Record<string, DayKind> = {};
  for (let date = order.from; date <= order.to; date = addDays(date, 1))
    if (calendar.kindOf(date) !== 'ordinary') days[date] = calendar.kindOf(date);

  const zones: PlannerZone[] = [];
  const offered: number[] = [];
  for (const { id } of await db
    .selectFrom('zone')
    .select('id')
    .where('archived_at', 'is', null)
    .orderBy('capacity')
    .orderBy('id')
    .execute()) {
    const rules = await readZoneRules(db, id);
    const closures = await db
      .selectFrom('closure')
      .select(['from_at as from', 'to_at as to'])
      .where('zone_id', '=', id)
      .where('cancelled', '=', 0)
      .where('to_at', '>', span.from)
      .where('from_at', '<', span.to)
      .execute();
    zones.push({ ...rules, closures, busy: await busy('zone', id) });
    // Zones that need approval are only used where a class names them.
    if (!rules.needsApproval) offered.push(id);
  }
  const rules = await readTrainerRules(db);
  const trainers = [];
  for (const trainer of rules.values()) trainers.push({ ...trainer, busy: await busy('person', trainer.id) });
  const pieces = await db.selectFrom('equipment').select(['id', 'quantity', 'zone_id']).where('archived_at', 'is', null).execute();
  const equipment: PlannerEquipment[] = [];
  for (const piece of pieces)
    equipment.push({ id: piece.id, quantity: piece.quantity, zoneId: piece.zone_id, busy: await busy('equipment', piece.id) });
  const items: PlannerItem[] = [];
  for (const item of order.items) items.push(await readItem(db, item, order, offered, [...rules.values()]));
  return { from: order.from, to: order.to, now, skipHolidays: order.skipHolidays, days, zones, trainers, equipment, items };
}

async function readItem(
  db: Db,
  item: PlanItem,
  order: PlanOrder,
  offered: readonly number[],
  trainers: readonly { id: number; active: boolean; courseIds: readonly number[] }[]
): Promise<PlannerItem> {
  const row = found(await db.selectFrom('class').selectAll().where('id', '=', item.classId).executeTakeFirst(), 'class', item.classId);
  if (row.state !== 'draft' || row.sessions > 0)
    throw new StationError('INVALID', { field: 'items', reason: 'not_draft', params: { classId: row.id, code: row.code } });
  const own = await db.selectFrom('class_trainer').select('person_id').where('class_id', '=', row.id).orderBy('position').execute();
  const able = trainers.filter((trainer) => trainer.active && trainer.courseIds.includes(row.course_id)).map((trainer) => trainer.id);
  const lines = await db
    .selectFrom('class_equipment')
    .select(['equipment_id as equipmentId', 'quantity'])
    .where('class_id', '=', row.id)
    .execute();
  const wanted = item.trainerIds ?? (own.length > 0 ? own.map((one) => one.person_id) : able);
  return {
    classId: row.id,
    courseId: row.course_id,
    capacity: row.capacity,
    sessions: item.sessions,
    minutes: item.minutes,
    perWeek: item.perWeek,
    slots: item.slots ?? order.slots,
    zoneIds: item.zoneIds ?? [row.zone_id, ...offered.filter((id) => id !== row.zone_id)],
    trainerIds: wanted.filter((id) => able.includes(id)),
    equipment: lines
  };
}

/** In a worker: proposes a term. Reads only. @throws StationError CANCELLED */
export async function planTermJob(order: PlanOrder, tools: JobTools): Promise<PlannerOutput & { ms: number }> {
  const begun = performance.now();
  const input = await readPlannerInput(tools.open.db, tools.now, order);
  const output = planTerm(input, order.searchMs, {
    elapsed: () => performance.now() - begun,
    checkCancelled: () => tools.checkCancelled(),
    progress: (done, total) => tools.progress(done, total)
  });
  return { ...output, ms: Math.round(performance.now() - begun) };
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    planTerm: typeof planTermJob;
  }
}
