import { z } from 'zod';
import { date, id, instant, pageInput, pageOf, settling } from '../core/base.ts';
import { month } from '../schedule/zone-log.ts';
import { language } from '../core/station.ts';
import { yearBeforeOf } from '../core/year-before.ts';

const procedure = settling(['classes']);

export const FIGURE_DIMENSIONS = ['all', 'course', 'organisation', 'trainer'] as const;
export type FigureDimension = (typeof FIGURE_DIMENSIONS)[number];

/** Figures whose rows can be listed. */
export const FIGURE_COUNTS = [
  'classes',
  'sessions',
  'attendances',
  'people',
  'expected',
  'absent',
  'excused',
  'lateCancelled',
  'unserved',
  'certificates'
] as const;
export type FigureCount = (typeof FIGURE_COUNTS)[number];

const n = z.number().int();

export const classNumbers = z.object({
  /** Classes with their first session in the month. */
  classes: n,
  /** 场次: sessions held, and their seats. */
  sessions: n,
  seats: n,
  /** 人次: marks of present, late or left early. */
  attendances: n,
  /** Number of different people among these. */
  people: n,
  /** 应到: all marks. */
  expected: n,
  absent: n,
  excused: n,
  /** Bookings cancelled too late. */
  lateCancelled: n,
  /** People who waited and got no seat. */
  unserved: n,
  /** Certificates issued and not revoked. */
  certificates: n
});
export type ClassFigures = z.infer<typeof classNumbers>;

/** Share (0–1) of the seats with a booking or a walk-up; null without seats, as for organisations. */
export const fillRate = (f: ClassFigures): number | null => (f.seats === 0 ? null : f.expected / f.seats);
/** Share (0–1) of the people expected and not excused who came; null without any. */
export const attendanceRate = (f: ClassFigures): number | null =>
  f.attendances + f.absent === 0 ? null : f.attendances / (f.attendances + f.absent);
/** Share (0–1) of no-shows (absent or cancelled too late) among the people who came or should have come; null without any. */
export const noShowRate = (f: ClassFigures): number | null => {
  const all = f.attendances + f.absent + f.lateCancelled;
  return all === 0 ? null : (f.absent + f.lateCancelled) / all;
};

/** Months both included; at most 120. */
const range = { fromMonth: month, toMonth: month };

/** Figures of the classes, from roll-ups that every change updates. Topic: `class-figures`. */
export const classFigures = {
  /** One row per month and value of the dimension, and the sums. A sum counts each person once. */
  table: procedure
    .meta({ permission: 'class_figures.read', read: true })
    .input(z.object({ ...range, by: z.enum(FIGURE_DIMENSIONS), ids: z.array(z.number().int()).max(200).optional() }))
    .output(
      z.object({
        cells: z.array(classNumbers.extend({ month, id: z.number().int(), name: z.string() })),
        sums: z.array(classNumbers.extend({ id: z.number().int(), name: z.string() })),
        total: classNumbers,
        yearBefore: yearBeforeOf(classNumbers)
      })
    ),
  /** The rows behind a number, newest first. `id` 0: everybody, or for organisations the people without one. */
  rows: procedure
    .meta({ permission: 'class_figures.read', read: true })
    .input(z.object({ ...range, by: z.enum(FIGURE_DIMENSIONS), id: z.number().int().min(0), count: z.enum(FIGURE_COUNTS), ...pageInput }))
    .output(
      pageOf(
        z.object({
          at: instant,
          date,
          class: z.object({ id, code: z.string(), title: z.string() }),
          sessionId: id.nullable(),
          person: z.object({ id, name: z.string() }).nullable(),
          /** Attendance status, certificate number, or empty. */
          detail: z.string()
        })
      )
    ),
  /** A sheet by month and a sheet of sums as .xlsx. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'class_figures.read' })
    .input(z.object({ ...range, by: z.enum(FIGURE_DIMENSIONS), language }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
};
