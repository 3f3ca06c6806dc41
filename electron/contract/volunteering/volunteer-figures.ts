import { z } from 'zod';
import { date, id, instant, pageInput, pageOf, settling } from '../core/base.ts';
import { month } from '../schedule/zone-log.ts';
import { yearBeforeOf } from '../core/year-before.ts';

const procedure = settling(['shifts']);

/** `organisation`: the volunteer's at the time of service; 0: none. */
export const VOLUNTEER_DIMENSIONS = ['all', 'project', 'category', 'organisation'] as const;
export type VolunteerDimension = (typeof VOLUNTEER_DIMENSIONS)[number];

/** Figures whose rows can be listed. */
export const VOLUNTEER_COUNTS = ['registered', 'people', 'services', 'minutes', 'shifts', 'noShows'] as const;
export type VolunteerCount = (typeof VOLUNTEER_COUNTS)[number];

const n = z.number().int();

export const volunteerNumbers = z.object({
  /** People who became active volunteers for the first time; not counted by project or category. */
  registered: n,
  /** Number of different volunteers with approved service. */
  people: n,
  /** 人次: approved services. */
  services: n,
  minutes: n,
  /** Shifts held; not counted by organisation. */
  shifts: n,
  /** Sign-ups that ended absent or withdrawn too late. */
  noShows: n
});
export type VolunteerFigures = z.infer<typeof volunteerNumbers>;

/** Months both included; at most 120. */
const range = { fromMonth: month, toMonth: month };
const read = { permission: 'volunteer_figures.read', read: true } as const;
const language = z.enum(['zh-CN', 'en']);

/** Figures of volunteer service, from roll-ups that every change updates. Topic: `volunteer-figures`. */
export const volunteerFigures = {
  /** One row per month and value of the dimension, and the sums. A sum counts each person once. */
  table: procedure
    .meta(read)
    .input(z.object({ ...range, by: z.enum(VOLUNTEER_DIMENSIONS), ids: z.array(n).max(200).optional() }))
    .output(
      z.object({
        cells: z.array(volunteerNumbers.extend({ month, id: n, name: z.string() })),
        sums: z.array(volunteerNumbers.extend({ id: n, name: z.string() })),
        total: volunteerNumbers,
        yearBefore: yearBeforeOf(volunteerNumbers),
        /** Current number of volunteers by state. */
        now: z.object({ applied: n, active: n, paused: n, left: n })
      })
    ),
  /** The rows behind a number, newest first. `id` 0: everybody, or for organisations the volunteers without one. */
  rows: procedure
    .meta(read)
    .input(
      z.object({ ...range, by: z.enum(VOLUNTEER_DIMENSIONS), id: z.number().int().min(0), count: z.enum(VOLUNTEER_COUNTS), ...pageInput })
    )
    .output(
      pageOf(
        z.object({
          at: instant,
          date,
          project: z.object({ id, code: z.string(), title: z.string() }).nullable(),
          shiftId: id.nullable(),
          recordId: id.nullable(),
          person: z.object({ id, name: z.string() }).nullable(),
          minutes: n.nullable(),
          /** Role, volunteer number, kind of no-show, or empty. */
          detail: z.string()
        })
      )
    ),
  /** Volunteers with the most approved minutes in the months who agreed to be named. `hidden`: how many others would rank among them. */
  leaderboard: procedure
    .meta(read)
    .input(z.object({ ...range, limit: z.number().int().min(1).max(100).default(20) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            rank: n,
            volunteer: z.object({ id, number: z.string(), name: z.string(), organisation: z.string(), star: n }),
            minutes: n,
            services: n
          })
        ),
        hidden: n
      })
    ),
  /** A sheet by month and a sheet of sums as .xlsx. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'volunteer_figures.read' })
    .input(z.object({ ...range, by: z.enum(VOLUNTEER_DIMENSIONS), language }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: n }))
};
