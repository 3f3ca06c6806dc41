import { art, type Article } from './case-law.ts';
import { addMonths } from '../core/time.ts';
import { confirmationLimit, confirmersFor, extensionArticles, mediationLimit, MAX_EXTENSION_MONTHS, type KindOf } from './case-clocks.ts';
import {
  CASE_STEPS,
  REFUSAL_GROUNDS,
  TERMINATION_GROUNDS,
  type CaseState,
  type CaseStep,
  type CaseSubject,
  type ConfirmationStanding,
  type Ground,
  type SideStep,
  type StepProblem,
  type Confirmer
} from './case-states.ts';
import { REFERRED, type Regime } from './case-types.ts';

export * from './case-states.ts';

/**
 * The steps of a case, each with its article and its needs. Service and window use the same functions; there are no other steps.
 * No database.
 */

interface StepRule {
  from: readonly CaseState[];
  /** `same`: the state stays. `before`: BACK says for each state where the step leads. */
  to: CaseState | 'same' | 'before';
  reason: boolean;
  articles: (subject: Pick<CaseSubject, 'regime' | 'source'>) => Article[];
  /** What the step still needs, apart from the right state. */
  needs: (subject: CaseSubject) => StepProblem[];
}

const list = (...problems: (StepProblem | false)[]): StepProblem[] => problems.filter((problem) => problem !== false);
const MEDIATED: readonly CaseState[] = ['accepted', 'informed', 'investigating', 'mediating'];

/** Where a step back leads from each state that has one. */
export const BACK: Partial<Record<CaseState, CaseState | 'before'>> = {
  reviewing: 'registered',
  refused: 'reviewing',
  informed: 'accepted',
  investigating: 'informed',
  mediating: 'informed',
  agreed: 'mediating',
  signing: 'agreed',
  effective: 'agreed',
  performing: 'effective',
  performed: 'performing',
  unperformed: 'performing',
  urged: 'unperformed',
  remedied: 'urged',
  terminated: 'before',
  visited: 'before',
  closed: 'before'
};

/** What acceptance still needs. It also serves for a case that a form is still filling in. */
export function acceptanceNeeds(
  s: Pick<CaseSubject, 'applicants' | 'respondents' | 'factsGiven' | 'demandsGiven' | 'mediators' | 'openConflicts' | 'checks'>
): StepProblem[] {
  return list(
    s.applicants === 0 && 'applicant',
    s.respondents === 0 && 'respondent',
    !s.factsGiven && 'facts',
    !s.demandsGiven && 'demands',
    s.mediators === 0 && 'mediator',
    s.openConflicts > 0 && 'conflict',
    s.checks.sued === null && 'check_sued',
    s.checks.refused === null && 'check_refused',
    s.checks.outOfScope === null && 'check_scope',
    s.checks.consent === null && 'check_consent',
    s.checks.sued === true && 'sued',
    s.checks.refused === true && 'refused',
    s.checks.outOfScope === true && 'out_of_scope',
    s.checks.consent === false && 'no_consent'
  );
}

/** Every step: from which states, to which state, by which articles, and what it needs. */
export const CASE_STEP_RULES: Record<CaseStep, StepRule> = {
  review: {
    from: ['registered'],
    to: 'reviewing',
    reason: false,
    articles: ({ source, regime }) =>
      source === 'application'
        ? [regime === 'labour' ? art('labour', 12) : art('mediation', 17)]
        : REFERRED.includes(source)
          ? [art('mediation', 18)]
          : [art('mediation', 17)],
    needs: (s) => list(s.applicants === 0 && 'applicant', s.respondents === 0 && 'respondent', !s.factsGiven && 'facts')
  },
  accept: {
    from: ['reviewing'],
    to: 'accepted',
    reason: false,
    articles: ({ regime, source }) => [
      art('mediation', 17),
      ...(regime === 'labour' ? [art('labour', 10), art('enterprise', 22)] : []),
      ...(regime === 'ningbo' && REFERRED.includes(source) ? [art('ningbo', 19)] : [])
    ],
    needs: acceptanceNeeds
  },
  refuse: {
    from: ['registered', 'reviewing'],
    to: 'refused',
    reason: true,
    articles: ({ regime, source }) => [
      art('mediation', 17),
      ...(regime === 'ningbo' && REFERRED.includes(source) ? [art('ningbo', 19)] : [])
    ],
    needs: () => []
  },
  inform: {
    from: ['accepted'],
    to: 'informed',
    reason: false,
    articles: () => [art('mediation', 23), art('mediation', 24)],
    needs: (s) => list(!s.informed && 'notice', s.openConflicts > 0 && 'conflict')
  },
  investigate: {
    from: ['informed', 'mediating'],
    to: 'investigating',
    reason: false,
    articles: () => [art('mediation', 21), art('mediation', 22)],
    needs: (s) => list(s.openConflicts > 0 && 'conflict')
  },
  mediate: {
    from: ['informed', 'investigating'],
    to: 'mediating',
    reason: false,
    articles: () => [art('mediation', 20), art('mediation', 22)],
    needs: (s) => list(s.mediators === 0 && 'mediator', s.openConflicts > 0 && 'conflict')
  },
  extend: {
    from: MEDIATED,
    to: 'same',
    reason: true,
    articles: ({ regime }) => extensionArticles(regime),
    needs: (s) =>
      list(s.acceptedOn !== null && s.today > mediationLimit(s.regime, { ...s, acceptedOn: s.acceptedOn }).dueOn && 'limit_over')
  },
  agree: {
    from: ['mediating'],
    to: 'agreed',
    reason: false,
    articles: () => [art('mediation', 28)],
    needs: (s) =>
      list(
        s.rounds === 0 && 'round',
        s.rounds > 0 && !s.lastRoundAgreed && 'not_agreed',
        s.agreement === null && 'agreement',
        s.agreement !== null && s.agreement.items === 0 && 'items'
      )
  },
  to_sign: {
    from: ['agreed'],
    to: 'signing',
    reason: false,
    articles: ({ regime }) => [
      art('mediation', 28),
      art('mediation', 29),
      ...(regime === 'labour' ? [art('labour', 14)] : regime === 'ningbo' ? [art('ningbo', 24)] : [])
    ],
    needs: (s) => list(s.agreement === null && 'agreement', s.agreement?.form === 'oral' && 'oral')
  },
  effect: {
    from: ['agreed', 'signing'],
    to: 'effective',
    reason: false,
    articles: () => [art('mediation', 29), art('mediation', 30), art('mediation', 31)],
    needs: (s) => effectNeeds(s)
  },
  perform: {
    from: ['effective'],
    to: 'performing',
    reason: false,
    articles: () => [art('mediation', 31)],
    needs: (s) => list(s.instalments.open === 0 && 'nothing_to_perform')
  },
  fulfil: {
    from: ['effective', 'performing', 'unperformed', 'urged', 'remedied'],
    to: 'performed',
    reason: false,
    articles: () => [art('mediation', 31)],
    needs: (s) => list(s.instalments.open > 0 && 'not_settled')
  },
  breach: {
    from: ['performing'],
    to: 'unperformed',
    reason: false,
    articles: () => [art('mediation', 31)],
    needs: (s) => list(s.instalments.overdue === 0 && 'nothing_overdue')
  },
  urge: {
    from: ['unperformed'],
    to: 'urged',
    reason: false,
    articles: () => [art('mediation', 31)],
    needs: (s) => list(s.reminders === 0 && 'reminder')
  },
  remedy: {
    from: ['urged'],
    to: 'remedied',
    reason: false,
    articles: ({ regime }) => (regime === 'labour' ? [art('labour', 15), art('labour', 16)] : [art('mediation', 32)]),
    needs: (s) => list(s.instalments.open === 0 && 'nothing_overdue')
  },
  resume: {
    from: ['unperformed', 'urged', 'remedied'],
    to: 'performing',
    reason: true,
    articles: () => [art('mediation', 31)],
    needs: (s) => list(s.instalments.open === 0 && 'nothing_to_perform')
  },
  terminate: {
    from: [...MEDIATED, 'agreed', 'signing'],
    to: 'terminated',
    reason: true,
    articles: ({ regime }) => [
      art('mediation', 26),
      ...(regime === 'ningbo' ? [art('ningbo', 27)] : regime === 'labour' ? [art('labour', 14)] : [])
    ],
    needs: () => []
  },
  visit: {
    from: ['performed', 'remedied'],
    to: 'visited',
    reason: false,
    articles: () => [art('mediation', 31)],
    needs: (s) => list(s.visits === 0 && 'visit')
  },
  close: {
    from: ['visited', 'terminated', 'refused'],
    to: 'closed',
    reason: false,
    articles: () => [art('station')],
    needs: (s) => list(s.escalation === 'reported' && 'escalation', s.confirmation === 'applied' && 'confirmation_open')
  },
  archive: {
    from: ['closed'],
    to: 'archived',
    reason: false,
    articles: () => [art('mediation', 27)],
    needs: (s) =>
      list(
        s.missingPapers > 0 && 'papers',
        s.escalation === 'reported' && 'escalation',
        s.confirmation === 'applied' && 'confirmation_open'
      )
  },
  back: {
    from: Object.keys(BACK) as CaseState[],
    to: 'before',
    reason: true,
    articles: () => [art('station')],
    needs: (s) =>
      list(
        // Nothing goes back once an instalment is settled or a confirmation is applied for.
        s.state === 'effective' && s.instalments.settled > 0 && 'paid',
        (s.state === 'effective' || s.state === 'signing') && (s.confirmation === 'applied' || s.confirmation === 'granted') && 'confirmed'
      )
  }
};

function effectNeeds(s: CaseSubject): StepProblem[] {
  if (s.agreement === null) return ['agreement'];
  if (s.agreement.form === 'oral')
    return list(s.written && 'must_be_written', s.state === 'signing' && 'oral', s.agreement.items === 0 && 'items');
  return list(
    s.state === 'agreed' && 'not_oral',
    s.agreement.items === 0 && 'items',
    !s.agreement.partiesSigned && 'parties_sign',
    !s.agreement.mediatorSigned && 'mediator_signs',
    !s.agreement.sealed && 'seal'
  );
}

/** What a step still needs; empty: it can be taken. `state` alone: the step does not start from the case's state. */
export function caseStepProblems(step: CaseStep, subject: CaseSubject): StepProblem[] {
  const rule = CASE_STEP_RULES[step];
  if (!rule.from.includes(subject.state)) return ['state'];
  if (step === 'back' && BACK[subject.state] === 'before' && subject.stateBefore === null) return ['state'];
  return rule.needs(subject);
}

/** The state a step leads to. */
export function stateAfter(step: CaseStep, subject: Pick<CaseSubject, 'state' | 'stateBefore'>): CaseState {
  const { to } = CASE_STEP_RULES[step];
  if (to === 'same') return subject.state;
  if (to !== 'before') return to;
  const back = BACK[subject.state];
  return back === 'before' || back === undefined ? (subject.stateBefore ?? subject.state) : back;
}

/** Whether a step back right after the step `from` → `to` leads to `from` again. */
export const isTakenBack = (from: CaseState, to: CaseState): boolean => stateAfter('back', { state: to, stateBefore: from }) === from;

export interface OfferedStep {
  step: CaseStep;
  to: CaseState;
  problems: StepProblem[];
  reasonNeeded: boolean;
  articles: Article[];
}

/** The steps that start from a case's state, each with what it still needs; possible steps come first. */
export function caseStepsFrom(subject: CaseSubject): OfferedStep[] {
  const offered = CASE_STEPS.map((step) => ({ step, problems: caseStepProblems(step, subject) })).filter(
    ({ problems }) => !problems.includes('state')
  );
  return offered
    .map(({ step, problems }) => ({
      step,
      problems,
      to: stateAfter(step, subject),
      reasonNeeded: CASE_STEP_RULES[step].reason,
      articles: CASE_STEP_RULES[step].articles(subject)
    }))
    .sort((a, b) => Math.min(a.problems.length, 1) - Math.min(b.problems.length, 1));
}

/** What an operator enters with a step, besides the reason. */
export interface StepFacts {
  /** The day of the step, `YYYY-MM-DD`. */
  on: string;
  ground?: Ground | undefined;
  /** Extension: the new limit, and that both parties agreed. */
  until?: string | undefined;
  bothAgree?: boolean | undefined;
}

/** What is wrong with the facts given with a step. */
export function stepFactProblems(step: CaseStep, subject: CaseSubject, facts: StepFacts): StepProblem[] {
  const problems = list(facts.on > subject.today && 'future', facts.on < (subject.acceptedOn ?? subject.appliedOn) && 'date_order');
  if (step === 'refuse' && (facts.ground === undefined || !REFUSAL_GROUNDS.includes(facts.ground))) problems.push('ground');
  if (step === 'terminate' && (facts.ground === undefined || !TERMINATION_GROUNDS.includes(facts.ground))) problems.push('ground');
  if (step === 'extend') {
    const limit =
      subject.acceptedOn === null ? subject.today : mediationLimit(subject.regime, { ...subject, acceptedOn: subject.acceptedOn }).dueOn;
    if (facts.bothAgree !== true) problems.push('both');
    if (facts.until === undefined || facts.until <= limit) problems.push('not_later');
    else if (facts.until > addMonths(subject.today, MAX_EXTENSION_MONTHS)) problems.push('too_far');
  }
  return problems;
}

const IN_EFFECT: readonly CaseState[] = ['effective', 'performing', 'performed', 'unperformed', 'urged', 'remedied', 'visited'];

export const SIDE_STEP_RULES: Record<SideStep, { reason: boolean; articles: (regime: Regime) => Article[] }> = {
  confirm_apply: {
    reason: false,
    articles: (r) => (r === 'labour' ? [art('mediation', 33), art('zhejiang_labour', 11)] : [art('mediation', 33), art('procedure', 205)])
  },
  confirm_accept: { reason: false, articles: () => [art('confirmation', 4)] },
  confirm_extend: { reason: true, articles: () => [art('confirmation', 5)] },
  confirm_grant: { reason: false, articles: () => [art('procedure', 206)] },
  confirm_reject: { reason: true, articles: () => [art('procedure', 206)] },
  confirm_withdraw: { reason: true, articles: () => [art('confirmation')] },
  escalate: { reason: true, articles: () => [art('mediation', 25)] },
  settle_escalation: { reason: true, articles: () => [art('mediation', 25)] }
};

/** What a side step still needs. Without `facts`, what the operator enters, it looks at the case alone. */
export function sideStepProblems(
  step: SideStep,
  s: CaseSubject,
  facts: { on: string; by?: Confirmer | undefined; jointly?: boolean | undefined } | null,
  kindOf: KindOf
): StepProblem[] {
  const dates = facts === null ? [] : list(facts.on > s.today && 'future', facts.on < (s.acceptedOn ?? s.appliedOn) && 'date_order');
  switch (step) {
    case 'confirm_apply': {
      if (s.confirmation !== 'none' || s.state === 'archived') return ['state'];
      if (!IN_EFFECT.includes(s.state) || s.effectiveOn === null) return ['not_in_effect'];
      if (s.agreement?.aboutStatus === true) return ['about_status'];
      const confirmers = facts?.by === undefined ? confirmersFor(s.regime) : [facts.by];
      if (!confirmers.every((by) => confirmersFor(s.regime).includes(by))) return ['confirmer'];
      const on = facts?.on ?? s.today;
      const over = confirmers.every((by) => on > confirmationLimit(by, s.effectiveOn ?? on, kindOf).dueOn);
      return [
        ...dates,
        ...list(
          facts !== null && on < s.effectiveOn && 'date_order',
          over && 'window_over',
          facts !== null && facts.jointly !== true && 'jointly'
        )
      ];
    }
    case 'confirm_accept':
    case 'confirm_extend': {
      const taken = step === 'confirm_accept' ? s.confirmationAcceptedOn !== null : s.confirmationAcceptedOn === null || s.decisionExtended;
      if (s.confirmation !== 'applied' || s.confirmer !== 'court' || taken || s.state === 'archived') return ['state'];
      return [
        ...dates,
        ...list(facts !== null && facts.on < (s.confirmationAcceptedOn ?? s.confirmationAppliedOn ?? facts.on) && 'date_order')
      ];
    }
    case 'confirm_grant':
    case 'confirm_reject':
    case 'confirm_withdraw':
      if (s.confirmation !== 'applied' || s.state === 'archived') return ['state'];
      return [
        ...dates,
        ...list(
          facts !== null &&
            s.confirmationAppliedOn !== null &&
            facts.on < (s.confirmationAcceptedOn ?? s.confirmationAppliedOn) &&
            'date_order'
        )
      ];
    case 'escalate':
      return s.escalation === 'reported' || s.state === 'archived' || s.state === 'closed' ? ['state'] : dates;
    case 'settle_escalation':
      return s.escalation !== 'reported' || s.state === 'archived' ? ['state'] : dates;
  }
}

/** 窗口期, 已申请, 确认, 驳回, 逾期. The window is computed from its dates; no timer closes it. */
export function confirmationStanding(s: CaseSubject, kindOf: KindOf): ConfirmationStanding {
  if (s.confirmation !== 'none') return s.confirmation;
  if (s.effectiveOn === null) return 'none';
  if (s.agreement?.aboutStatus === true) return 'not_possible';
  return confirmersFor(s.regime).some((by) => s.today <= confirmationLimit(by, s.effectiveOn ?? '', kindOf).dueOn) ? 'open' : 'over';
}
