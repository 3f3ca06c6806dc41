import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { accountName, operator, password } from './access.ts';
import { commandInput, date, id, instant, line, procedure, requiredLine } from './base.ts';
import { clockStep, doubtfulClock, leftStep } from './clock.ts';
import { may } from './errors.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const language = z.enum(LANGUAGES);

/** Settings of the station, one row each; validated when written and when read. */
export const settings = z.object({
  stationName: requiredLine(60),
  language,
  /** Minutes without use after which the window is locked. */
  idleLockMinutes: z.number().int().min(1).max(120),
  /** Minutes after its start at which a reservation without a check-in is released. */
  graceMinutes: z.number().int().min(0).max(240),
  /** Hours for which a freed seat is held for somebody on the waiting list. */
  offerHours: z.number().int().min(1).max(240),
  /** Whether somebody who gets a seat leaves the waiting lists of the other classes of the same course. */
  leaveOtherLists: z.boolean(),
  /** Minutes after a session's start from which somebody counts as late. */
  lateMinutes: z.number().int().min(0).max(120),
  /** This many no-shows in classes (0: never block) within `noShowWindowDays` days block somebody from booking for `noShowBlockDays` days. */
  noShowCount: z.number().int().min(0).max(20),
  noShowWindowDays: z.number().int().min(1).max(730),
  noShowBlockDays: z.number().int().min(1).max(730),
  /** Most minutes of volunteer service without a rest (0: no limit), and the shortest rest in minutes. */
  serviceMaxMinutes: z.number().int().min(0).max(1440),
  serviceRestMinutes: z.number().int().min(0).max(720),
  /** How service is shown: rounded to this many minutes (1: not rounded), and at most this many minutes of a day (0: all). Actual minutes are stored. */
  serviceRoundTo: z.union([z.literal(1), z.literal(15), z.literal(30), z.literal(60)]),
  serviceRounding: z.enum(['down', 'nearest']),
  serviceDayCapMinutes: z.number().int().min(0).max(1440),
  /** Whether hours typed from paper are approved by somebody else than the operator who typed them. */
  serviceSecondPerson: z.boolean(),
  /** Points for an hour of approved service; 0: the station gives no points. */
  servicePointsPerHour: z.number().int().min(0).max(1000),
  /** Days for which a request for a record certificate is posted before it is issued; 0: not posted. */
  serviceCertificatePostingDays: z.number().int().min(0).max(60),
  /** The issuer on record certificates: unit (empty: the station), person in charge, telephone or address. */
  serviceCertificateIssuer: line(80),
  serviceCertificateHead: line(40),
  serviceCertificateContact: line(120)
});
export type Settings = z.infer<typeof settings>;

export const DEFAULT_SETTINGS: Settings = {
  stationName: '红色能量站',
  language: 'zh-CN',
  idleLockMinutes: 5,
  graceMinutes: 15,
  offerHours: 24,
  leaveOtherLists: true,
  lateMinutes: 15,
  noShowCount: 3,
  noShowWindowDays: 60,
  noShowBlockDays: 30,
  serviceMaxMinutes: 480,
  serviceRestMinutes: 60,
  serviceRoundTo: 1,
  serviceRounding: 'down',
  serviceDayCapMinutes: 0,
  serviceSecondPerson: true,
  servicePointsPerHour: 0,
  serviceCertificatePostingDays: 0,
  serviceCertificateIssuer: '',
  serviceCertificateHead: '',
  serviceCertificateContact: ''
};

/** A restored copy. Accounts and roles are those of the time it was made. */
export const restoredFrom = z.object({
  at: instant,
  /** When the copy was made: the last moment recorded in it. */
  copyAt: instant,
  /** Whether accounts closed and roles withdrawn since then were read from the replaced file and withdrawn again. */
  carried: z.boolean()
});
export type Restored = z.infer<typeof restoredFrom>;

/** Dangers to the station's data that only people can remedy; null where there is none. */
export const warnings = z.object({
  /** When the daily backup failed; null again once one succeeds. */
  backupFailedAt: instant.nullable(),
  /** The clock stands where no clock should: nothing falls due until that is confirmed or mended. */
  clock: doubtfulClock.nullable(),
  /** A copy was put back, and nobody has confirmed yet that accounts and roles are right. */
  restored: restoredFrom.nullable()
});
export type Warnings = z.infer<typeof warnings>;
export const NO_WARNINGS: Omit<Warnings, 'clock'> = { backupFailedAt: null, restored: null };

export const station = {
  /** What the window needs before anybody signs in. */
  status: procedure
    .meta({ permission: 'public', read: true })
    .output(z.object({ setUp: z.boolean(), settings, now: instant, version: z.string(), dataFolder: z.string(), demo: z.boolean() })),
  /** First run: names the station, makes its zones and the head's account, and signs the head in at this window. */
  setUp: procedure
    .meta({ permission: 'public' })
    .input(
      commandInput({
        language,
        stationName: requiredLine(60),
        /** Keys of ZONE_OFFERS (zones.ts) to be made. */
        zones: z.array(z.string().max(40)).max(40),
        head: z.object({ name: accountName, displayName: requiredLine(40), password }),
        demonstration: z.boolean()
      })
    )
    .output(z.object({ token: z.string(), operator }))
    .errors(may('ALREADY_SET_UP', 'WEAK_PASSWORD')),
  /** Read again at the topic `warnings`. */
  warnings: procedure.meta({ permission: 'backup.make', read: true }).output(warnings),
  /**
   * The clock is right: today is this date. Refused with INVALID (`date`, `other`) when the clock has gone on to another meanwhile,
   * and with FORBIDDEN to all but the head where it takes the head (clock.ts).
   */
  confirmClock: procedure.meta({ permission: 'clock.confirm' }).input(commandInput({ date })).output(z.object({})),
  /** What the clock did since a moment and nobody has taken back, newest first, at most 500; of one record if one is named. */
  clockSteps: procedure
    .meta({ permission: 'clock.confirm', read: true })
    .input(z.object({ since: instant, record: z.object({ entity: z.string().max(40), id }).optional() }))
    .output(z.object({ steps: z.array(clockStep), more: z.boolean() })),
  /** Takes back what the clock did: these steps, or all since a moment. What cannot be taken back any more is named and stays. */
  takeBackClockSteps: procedure
    .meta({ permission: 'clock.confirm' })
    .input(commandInput({ what: z.union([z.object({ ids: z.array(id).min(1).max(500) }), z.object({ since: instant })]) }))
    .output(z.object({ takenBack: z.number().int(), left: z.array(leftStep) })),
  /** Accounts and roles were looked at after a copy was put back. */
  confirmRestored: procedure.meta({ permission: 'accounts.manage' }).input(commandInput({})).output(z.object({})),
  changeSettings: procedure
    .meta({ permission: 'settings.manage' })
    .input(commandInput({ settings: settings.partial() }))
    .output(z.object({})),
  /** Topics that changed, as long as the port lives: `people`, `zones`, `reservations` … */
  changes: procedure.meta({ permission: 'public' }).output(eventIterator(z.object({ topics: z.array(z.string()) })))
};
