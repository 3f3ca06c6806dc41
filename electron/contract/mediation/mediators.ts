import { z } from 'zod';
import { commandInput, date, id, line, procedure, requiredLine, version } from '../core/base.ts';
import { addWorkdays, COLOURS, type KindOf, type Limit } from './case-clocks.ts';
import { tie } from './case-conflicts.ts';
import { art } from './case-law.ts';
import { DEFAULT_NUMBER_TEMPLATE, numberTemplateProblem, place } from './case-types.ts';
import { may } from './errors.ts';

export * from './case-conflicts.ts';

/** Particulars of the mediation committee or studio, and the limits it sets where no statute does. */
export const mediationSettings = z.object({
  /** 人民调解委员会, as on the seal. */
  committee: line(60),
  /** A committee, or a studio that a committee has sent (派驻人民调解工作室, 宁波 §12). */
  kind: z.enum(['committee', 'studio']),
  studio: line(60),
  /** Number of the seal. */
  sealNumber: line(40),
  /** When the studio was set up, and when and where it was filed (宁波 §13: within thirty working days). */
  foundedOn: date.nullable(),
  filedOn: date.nullable(),
  filedWith: line(60),
  place,
  address: line(120),
  phone: line(30),
  /** The court and the arbitration commission that confirm agreements. */
  court: line(60),
  arbitration: line(60),
  numberTemplate: line(60).refine((text) => numberTemplateProblem(text) === null, 'number_template'),
  acceptWorkdays: z.number().int().min(1).max(30),
  visitDays: z.array(z.number().int().min(1).max(365)).max(6),
  amberDays: z.number().int().min(0).max(30),
  retentionShortYears: z.number().int().min(1).max(60),
  retentionLongYears: z.number().int().min(1).max(100)
});
export type MediationSettings = z.infer<typeof mediationSettings>;

export const DEFAULT_MEDIATION_SETTINGS: MediationSettings = {
  committee: '',
  kind: 'studio',
  studio: '',
  sealNumber: '',
  foundedOn: null,
  filedOn: null,
  filedWith: '',
  place: 'ningbo',
  address: '',
  phone: '',
  court: '',
  arbitration: '',
  numberTemplate: DEFAULT_NUMBER_TEMPLATE,
  acceptWorkdays: 3,
  visitDays: [7, 30],
  amberDays: 3,
  retentionShortYears: 10,
  retentionLongYears: 30
};

/** Working days for filing a studio (宁波市人民调解条例 §13). */
export const FILING_WORKDAYS = 30;

/**
 * By when a studio in Ningbo must be filed. Null for a committee, outside Ningbo, once it is filed, and while the date of set-up
 * is unknown.
 */
export function filingLimit(settings: Pick<MediationSettings, 'kind' | 'place' | 'foundedOn' | 'filedOn'>, kindOf: KindOf): Limit | null {
  const { kind, place: where, foundedOn, filedOn } = settings;
  if (kind !== 'studio' || where !== 'ningbo' || foundedOn === null || filedOn !== null) return null;
  return { dueOn: addWorkdays(foundedOn, FILING_WORKDAYS, kindOf), articles: [art('ningbo', 13)] };
}

export const mediatorFields = {
  /** The mediator's account, which gives them their own board; null: none. */
  accountId: id.nullable().default(null),
  /** Chair, full-time, part-time or invited for single cases. */
  kind: z.enum(['chair', 'full_time', 'part_time', 'invited']).default('part_time'),
  /** 人民调解员证 */
  certificateNumber: line(40).default(''),
  qualification: line(80).default(''),
  /** The term, three years as a rule (人民调解法 §10). */
  termFrom: date.nullable().default(null),
  termTo: date.nullable().default(null),
  active: z.boolean().default(true)
};

export const mediatorRow = z.object({
  ...mediatorFields,
  personId: id,
  name: z.string(),
  organisation: z.string(),
  sex: z.enum(['male', 'female']).nullable(),
  account: z.string(),
  /** `over`: the term has ended; `ending`: within 60 days. */
  term: z.enum(['none', 'running', 'ending', 'over']),
  openCases: z.number().int(),
  version
});
export type MediatorRow = z.infer<typeof mediatorRow>;

/** Fewest and most members of a committee (人民调解法 §8). */
export const COMMITTEE_MEMBERS = { least: 3, most: 9 } as const;
export const COMMITTEE_PROBLEMS = ['few', 'many', 'chair', 'woman'] as const;
export type CommitteeProblem = (typeof COMMITTEE_PROBLEMS)[number];

/**
 * What a committee lacks by law: three to nine members, a chair and a woman among them (人民调解法 §8). Mediators invited for single
 * cases are not members. A member whose sex is not recorded may be a woman.
 */
export function committeeProblems(register: readonly Pick<MediatorRow, 'kind' | 'active' | 'sex'>[]): CommitteeProblem[] {
  const members = register.filter((one) => one.active && one.kind !== 'invited');
  const found: CommitteeProblem[] = [];
  if (members.length < COMMITTEE_MEMBERS.least) found.push('few');
  if (members.length > COMMITTEE_MEMBERS.most) found.push('many');
  if (members.filter((one) => one.kind === 'chair').length !== 1) found.push('chair');
  if (members.length > 0 && members.every((one) => one.sex === 'male')) found.push('woman');
  return found;
}

/** The register of mediators; it holds nothing of cases or parties. Topic: `mediators`. */
export const mediators = {
  list: procedure
    .meta({ permission: 'mediators.read', read: true })
    .input(z.object({ inactive: z.boolean().default(false) }))
    .output(z.array(mediatorRow)),
  /** Makes a person a mediator, or changes a mediator. INVALID {field:'accountId', reason:'taken'|'role'}, {field:'termTo', reason:'order'}. */
  save: procedure
    .meta({ permission: 'mediators.manage' })
    .input(commandInput({ personId: id, version: version.optional(), ...mediatorFields }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE')),
  /** Accounts with the mediator's role, for the form to choose from. */
  accounts: procedure
    .meta({ permission: 'mediators.manage', read: true })
    .output(z.array(z.object({ id, name: z.string(), linkedTo: id.nullable() }))),
  /** People and organisations near to a mediator, for the conflict check. They are sealed; only mediators read and write them. */
  ties: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ personId: id }))
    .output(z.object({ ties: z.array(tie), version }))
    .errors(may('NOT_FOUND')),
  setTies: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ personId: id, version, ties: z.array(tie).max(60) }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE')),
  settings: procedure.meta({ permission: 'mediators.read', read: true }).output(mediationSettings),
  /** The deadline of the studio's filing; null when there is none. */
  filing: procedure
    .meta({ permission: 'mediators.read', read: true })
    .output(z.object({ dueOn: date, left: z.number().int(), colour: z.enum(COLOURS) }).nullable()),
  /** INVALID {field:'filedOn', reason:'order'|'future'}, {field:'foundedOn', reason:'future'}. */
  changeSettings: procedure
    .meta({ permission: 'mediators.manage' })
    .input(commandInput({ settings: mediationSettings.partial() }))
    .output(z.object({})),
  /** The number that the next accepted case would get. */
  nextNumber: procedure
    .meta({ permission: 'mediators.read', read: true })
    .input(z.object({ template: requiredLine(60) }))
    .output(z.object({ number: z.string() }))
};
