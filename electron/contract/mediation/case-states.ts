import { z } from 'zod';
import type { CaseSource, Regime } from './case-types.ts';

/** The states and steps of a case, and what the rules (case-rules.ts) read. No database. */

/**
 * 登记, 审查, 不予受理, 受理, 告知, 调查, 调解, 达成, 待签章, 生效, 履行中, 已履行, 未履行, 已督促, 已告知救济, 终止, 已回访, 结案, 归档.
 */
export const CASE_STATES = [
  'registered',
  'reviewing',
  'refused',
  'accepted',
  'informed',
  'investigating',
  'mediating',
  'agreed',
  'signing',
  'effective',
  'performing',
  'performed',
  'unperformed',
  'urged',
  'remedied',
  'terminated',
  'visited',
  'closed',
  'archived'
] as const;
export type CaseState = (typeof CASE_STATES)[number];
export const caseState = z.enum(CASE_STATES);

/** States in which somebody still has work with a case. */
export const OPEN_STATES = CASE_STATES.filter((state) => state !== 'closed' && state !== 'archived' && state !== 'refused');
/** States without mediation: no agreement is drawn up and no hearing planned (人民调解法 §26, §28). A step back opens the case again. */
export const ENDED_STATES: readonly CaseState[] = ['refused', 'terminated', 'closed', 'archived'];
/** States in which a case has no number. */
export const UNNUMBERED: readonly CaseState[] = ['registered', 'reviewing', 'refused'];

export const CASE_STEPS = [
  'review',
  'accept',
  'refuse',
  'inform',
  'investigate',
  'mediate',
  'extend',
  'agree',
  'to_sign',
  'effect',
  'perform',
  'fulfil',
  'breach',
  'urge',
  'remedy',
  'resume',
  'terminate',
  'visit',
  'close',
  'archive',
  'back'
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];
export const caseStep = z.enum(CASE_STEPS);

/** 拒绝调解, 调解不成, 期限届满, 当事人撤回, 当事人已起诉或仲裁, 当事人死亡或下落不明, 不属于受理范围, 其他. */
export const GROUNDS = [
  'refused_by_party',
  'no_agreement',
  'limit_over',
  'withdrawn',
  'sued',
  'party_gone',
  'out_of_scope',
  'other'
] as const;
export type Ground = (typeof GROUNDS)[number];
export const ground = z.enum(GROUNDS);
export const REFUSAL_GROUNDS: readonly Ground[] = ['refused_by_party', 'sued', 'out_of_scope', 'withdrawn', 'other'];
export const TERMINATION_GROUNDS: readonly Ground[] = [
  'refused_by_party',
  'no_agreement',
  'limit_over',
  'withdrawn',
  'sued',
  'party_gone',
  'other'
];

export const CONFIRMATIONS = ['none', 'applied', 'granted', 'rejected'] as const;
/** 司法确认 as recorded. `confirmationStanding` adds whether the window to ask for it is open or over. */
export type Confirmation = (typeof CONFIRMATIONS)[number];
export const ESCALATIONS = ['none', 'reported', 'settled'] as const;
/** 激化上报 */
export type Escalation = (typeof ESCALATIONS)[number];

/** The checks before acceptance; null: not checked yet. */
export interface Checks {
  /** A court or an arbitration commission handles the dispute or has decided it. */
  sued: boolean | null;
  /** A party has said that it does not want mediation (人民调解法 §17). */
  refused: boolean | null;
  /** A committee may not mediate the dispute. */
  outOfScope: boolean | null;
  /** All parties want mediation (人民调解法 §3); for a referral, the committee agrees too (宁波 §19). */
  consent: boolean | null;
}

/** What the rules read of a case. */
export interface CaseSubject {
  state: CaseState;
  /** The state before `terminated`, `visited` or `closed`, for a step back. */
  stateBefore: CaseState | null;
  regime: Regime;
  source: CaseSource;
  appliedOn: string;
  acceptedOn: string | null;
  extendedTo: string | null;
  effectiveOn: string | null;
  confirmation: Confirmation;
  confirmationAppliedOn: string | null;
  confirmer: Confirmer | null;
  /** When the court took the application, and whether its president allowed ten more days. */
  confirmationAcceptedOn: string | null;
  decisionExtended: boolean;
  escalation: Escalation;
  applicants: number;
  respondents: number;
  /** Whether facts and demands are written down. */
  factsGiven: boolean;
  demandsGiven: boolean;
  mediators: number;
  /** Number of undecided conflicts of interest of its mediators, and of undecided recusals. */
  openConflicts: number;
  checks: Checks;
  /** Number of rounds on record, and whether the last one ended in agreement. */
  rounds: number;
  lastRoundAgreed: boolean;
  informed: boolean;
  agreement: {
    form: 'oral' | 'written';
    items: number;
    /** Whether all parties have signed, sealed or put their thumbprint, the mediator has signed and the committee has sealed it. */
    partiesSigned: boolean;
    mediatorSigned: boolean;
    sealed: boolean;
    /** Whether it settles marriage, adoption or another personal status. */
    aboutStatus: boolean;
  } | null;
  /** The answer of `mustBeWritten`. */
  written: boolean;
  instalments: { open: number; overdue: number; settled: number };
  reminders: number;
  visits: number;
  /** Number of required papers that the volume lacks. */
  missingPapers: number;
  today: string;
}

export const STEP_PROBLEMS = [
  'state',
  'applicant',
  'respondent',
  'facts',
  'demands',
  'mediator',
  'conflict',
  'check_sued',
  'check_refused',
  'check_scope',
  'check_consent',
  'sued',
  'refused',
  'out_of_scope',
  'no_consent',
  'limit_over',
  'not_later',
  'too_far',
  'both',
  'round',
  'not_agreed',
  'agreement',
  'items',
  'oral',
  'not_oral',
  'must_be_written',
  'parties_sign',
  'mediator_signs',
  'seal',
  'nothing_to_perform',
  'not_settled',
  'nothing_overdue',
  'reminder',
  'visit',
  'escalation',
  'papers',
  'confirmation_open',
  'paid',
  'confirmed',
  'ground',
  'about_status',
  'not_in_effect',
  'window_over',
  'jointly',
  'confirmer',
  'notice',
  'date_order',
  'future'
] as const;
/** What a step still needs. */
export type StepProblem = (typeof STEP_PROBLEMS)[number];
export const stepProblem = z.enum(STEP_PROBLEMS);

/** The ways a case ends, which decide its papers and how it is kept. */
export const OUTCOMES = ['refused', 'terminated', 'oral', 'written'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SIDE_STEPS = [
  'confirm_apply',
  'confirm_accept',
  'confirm_extend',
  'confirm_grant',
  'confirm_reject',
  'confirm_withdraw',
  'escalate',
  'settle_escalation'
] as const;
export type SideStep = (typeof SIDE_STEPS)[number];
export const sideStep = z.enum(SIDE_STEPS);

export const CONFIRMATION_STANDINGS = ['none', 'not_possible', 'open', 'over', 'applied', 'granted', 'rejected'] as const;
export type ConfirmationStanding = (typeof CONFIRMATION_STANDINGS)[number];

/** 司法确认, or for labour disputes 仲裁审查确认. */
export type Confirmer = (typeof CONFIRMERS)[number];

export const CONFIRMERS = ['court', 'arbitration'] as const;
