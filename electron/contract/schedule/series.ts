import { z } from 'zod';
import { clockTime, commandInput, date, id, instant, line, settling, version } from '../core/base.ts';
import { clashSchema } from '../core/errors.ts';
import { may } from './errors.ts';
import { reservationRef, reservationState } from './reservation.ts';
import { aboutFields, whereFields } from './reservations.ts';

const procedure = settling(['reservations']);

/** Most dates one series may have. */
export const MAX_SERIES_DATES = 200;
/** Longest span from the first date to the last, days: five years. */
export const MAX_SERIES_SPAN_DAYS = 1830;

const interval = z.number().int().min(1).max(52).default(1);
const weekdays = z.array(z.number().int().min(1).max(7)).min(1).max(7);

/** The rule for the dates, a subset of RFC 5545. `start` is the first possible date; it counts only if it fits the pattern. */
export const seriesRule = z
  .intersection(
    z.discriminatedUnion('every', [
      /** Every `interval` days. */
      z.object({ every: z.literal('day'), interval }),
      /** In every `interval`th week, on these weekdays (1 Monday … 7 Sunday). */
      z.object({ every: z.literal('week'), interval, weekdays }),
      /** In every `interval`th month on this date; months without it are left out (31st). */
      z.object({ every: z.literal('month_date'), interval, day: z.number().int().min(1).max(31) }),
      /** In every `interval`th month on the nth weekday; −1 is the last. */
      z.object({
        every: z.literal('month_weekday'),
        interval,
        nth: z.number().int().min(-1).max(5),
        weekday: z.number().int().min(1).max(7)
      })
    ]),
    z.object({
      start: date,
      /** Exactly one of the two. */
      until: date.nullable().default(null),
      count: z.number().int().min(1).max(MAX_SERIES_DATES).nullable().default(null)
    })
  )
  .refine((rule) => (rule.until === null) !== (rule.count === null), { message: 'until_or_count', path: ['until'] })
  .refine((rule) => rule.every !== 'month_weekday' || rule.nth !== 0, { message: 'nth', path: ['nth'] });
export type SeriesRule = z.infer<typeof seriesRule>;

/** Fields that all dates of a series share. */
const common = {
  ...whereFields,
  ...aboutFields,
  /** Clock times; an end not after the start lies on the next day. */
  from: clockTime,
  to: clockTime
};

/** Changes that would make a date free. */
export const dateFixes = z.object({
  /** Zones that are free at the same time. */
  zones: z.array(z.object({ id, name: z.string(), nameEn: z.string() })),
  /** The nearest free time of the same length on the same day, in the same zone. */
  time: z.object({ from: instant, to: instant }).nullable()
});

/** One date of a preview: `free`, or `clashes` with fixes that work. Skipping the date always works. */
export const previewDate = z.object({
  date,
  from: instant,
  to: instant,
  clashes: z.array(clashSchema),
  fixes: dateFixes
});
export type PreviewDate = z.infer<typeof previewDate>;

/** A preview date under a rule that may leave holidays out. */
export const previewWithHoliday = previewDate.extend({
  /** The holiday it falls on; empty on other days. */
  holiday: z.string(),
  holidayEn: z.string(),
  skipped: z.boolean()
});

/** The operator's decision on a date. A date that clashes needs one; a free date may have one. */
export const decision = z.discriminatedUnion('action', [
  z.object({ date, action: z.literal('skip') }),
  z.object({ date, action: z.literal('zone'), zoneId: id }),
  z.object({ date, action: z.literal('time'), from: instant, to: instant }),
  /** In changes of a series only: leave this date unchanged. */
  z.object({ date, action: z.literal('keep') })
]);
export type Decision = z.infer<typeof decision>;
const decisions = z.array(decision).max(MAX_SERIES_DATES).default([]);

export const SCOPES = ['this', 'this_and_later', 'all'] as const;
export const scope = z.enum(SCOPES);
export type Scope = z.infer<typeof scope>;

/** A change of a series. Each date keeps the fields that are left out. */
export const seriesPatch = z.object({
  zoneId: id.optional(),
  from: clockTime.optional(),
  to: clockTime.optional(),
  /** Moves each date by this many days; 1 turns Tuesdays into Wednesdays. */
  shiftDays: z.number().int().min(-27).max(27).optional(),
  equipment: whereFields.equipment.unwrap().optional(),
  staffId: id.nullable().optional(),
  purposeId: id.optional(),
  title: line(80).optional(),
  organisationId: id.nullable().optional(),
  contactId: id.nullable().optional(),
  contactName: line(40).optional(),
  contactPhone: line(30).optional(),
  expectedHeadcount: z.number().int().min(1).max(5000).optional(),
  notes: z.string().max(4000).optional()
});
export type SeriesPatch = z.infer<typeof seriesPatch>;

const change = { reservationId: id, scope, patch: seriesPatch };

/** A date of a series. */
export const seriesDate = z.object({
  /** The date the rule gave. */
  date,
  state: z.enum(['made', 'skipped']),
  reservation: reservationRef.nullable(),
  /** Changed on its own, so changes of the series leave it alone. */
  changed: z.boolean(),
  reservationState: reservationState.nullable()
});

export const seriesDetail = z.object({
  id,
  rule: seriesRule,
  template: z.object({ zoneId: id, purposeId: id, title: z.string(), from: clockTime, to: clockTime }),
  dates: z.array(seriesDate),
  version
});
export type SeriesDetail = z.infer<typeof seriesDetail>;

const ruleChange = {
  /** The first date of the series that the new rule may replace. */
  reservationId: id,
  /** The new rule; it begins on that date or later. */
  rule: seriesRule,
  /** Clock times; an end not after the start lies on the next day. */
  from: clockTime,
  to: clockTime
};

const SERIES_ERRORS = may('NOT_FOUND', 'SERIES_CLASH', 'CLASH');

/** Topics: `reservations`. INVALID {field:'rule', reason:'too_many'|'none'} when the rule gives over 200 dates or none. */
export const series = {
  /** The dates of a rule, each checked. Writes nothing. */
  preview: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(z.object({ rule: seriesRule, ...common }))
    .output(z.object({ dates: z.array(previewDate), unpublished: z.array(z.number().int()) }))
    .errors(may('NOT_FOUND')),
  /**
   * Reserves all dates or none, and checks each again in the same transaction. SERIES_CLASH lists dates that clash without a decision,
   * or with one that does not work. Skipped dates are kept and can be added later.
   */
  create: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ rule: seriesRule, ...common, decisions }))
    .output(z.object({ id, made: z.number().int(), skipped: z.number().int(), state: reservationState }))
    .errors(SERIES_ERRORS),
  get: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(z.object({ id }))
    .output(seriesDetail)
    .errors(may('NOT_FOUND')),
  /**
   * The effect of a change on each date in scope. A date is in scope unless it is past, closed, skipped or changed on its own; scope
   * `this` always means the date named.
   */
  previewUpdate: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(z.object(change))
    .output(z.object({ dates: z.array(previewDate), leftAlone: z.number().int() }))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** Changes the dates in scope, all or none. `skip` cancels a date, `keep` leaves it unchanged. */
  update: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...change, decisions }))
    .output(z.object({ changed: z.number().int(), skipped: z.number().int(), leftAlone: z.number().int() }))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED', 'SERIES_CLASH', 'CLASH')),
  /** The dates of another rule from one date on, each checked as if the dates it replaces were gone. Writes nothing. */
  previewRule: procedure
    .meta({ permission: 'reservations.read', read: true })
    .input(z.object(ruleChange))
    .output(
      z.object({
        dates: z.array(previewDate),
        unpublished: z.array(z.number().int()),
        replaced: z.number().int(),
        leftAlone: z.number().int()
      })
    )
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /**
   * Replaces the rule from one date on by a new series: cancels the dates in scope `this_and_later` and reserves those of the new rule,
   * all or nothing. A date that both rules give keeps its reservation. INVALID {field:'rule', reason:'before'} when the new rule begins
   * before the date named.
   */
  replaceRule: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ ...ruleChange, decisions }))
    .output(
      z.object({
        id,
        firstId: id,
        made: z.number().int(),
        kept: z.number().int(),
        cancelled: z.number().int(),
        skipped: z.number().int(),
        leftAlone: z.number().int()
      })
    )
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED', 'SERIES_CLASH', 'CLASH')),
  /** Takes `replaceRule` back as long as nobody changed the new series. `id`: the new series. */
  undoRule: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ id }))
    .output(z.object({ cancelled: z.number().int(), back: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'SERIES_CLASH', 'CLASH')),
  /** Cancels the coming dates in scope; those changed on their own only if asked for. */
  cancel: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ reservationId: id, scope, reason: line(200), includeChanged: z.boolean().default(false) }))
    .output(z.object({ cancelled: z.number().int(), leftAlone: z.number().int() }))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** Reserves a skipped date after all, with the series' current fields; zone and time can differ. */
  addDate: procedure
    .meta({ permission: 'reservations.write' })
    .input(commandInput({ id, date, zoneId: id.optional(), from: instant.optional(), to: instant.optional() }))
    .output(z.object({ reservationId: id, number: z.string(), state: reservationState }))
    .errors(may('NOT_FOUND', 'CLASH'))
};
