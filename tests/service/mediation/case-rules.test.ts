import { describe, expect, it } from 'vitest';
import {
  BACK,
  CASE_STATES,
  CASE_STEP_RULES,
  CASE_STEPS,
  caseStepProblems,
  caseStepsFrom,
  confirmationStanding,
  REFUSAL_GROUNDS,
  SIDE_STEPS,
  sideStepProblems,
  stateAfter,
  stepFactProblems,
  STEP_PROBLEMS,
  TERMINATION_GROUNDS,
  type CaseState,
  type CaseStep,
  type CaseSubject,
  type StepProblem
} from '../../../electron/contract/mediation/case-rules.ts';

const ordinary = () => 'ordinary' as const;

/** A case that lacks nothing for any step; `over` takes something away. */
const subject = (over: Partial<CaseSubject> = {}): CaseSubject => ({
  state: 'registered',
  stateBefore: null,
  regime: 'general',
  source: 'application',
  appliedOn: '2026-11-02',
  acceptedOn: '2026-11-03',
  extendedTo: null,
  effectiveOn: null,
  confirmation: 'none',
  confirmationAppliedOn: null,
  confirmer: null,
  confirmationAcceptedOn: null,
  decisionExtended: false,
  escalation: 'none',
  applicants: 1,
  respondents: 1,
  factsGiven: true,
  demandsGiven: true,
  mediators: 1,
  openConflicts: 0,
  checks: { sued: false, refused: false, outOfScope: false, consent: true },
  rounds: 1,
  lastRoundAgreed: true,
  informed: true,
  agreement: { form: 'written', items: 2, partiesSigned: true, mediatorSigned: true, sealed: true, aboutStatus: false },
  written: true,
  instalments: { open: 0, overdue: 0, settled: 0 },
  reminders: 1,
  visits: 1,
  missingPapers: 0,
  today: '2026-11-20',
  ...over
});

/** Where each state leads, step by step: the whole machine, written down a second time. */
const LEADS: Record<CaseState, Partial<Record<CaseStep, CaseState>>> = {
  registered: { review: 'reviewing', refuse: 'refused' },
  reviewing: { accept: 'accepted', refuse: 'refused', back: 'registered' },
  refused: { close: 'closed', back: 'reviewing' },
  accepted: { inform: 'informed', extend: 'accepted', terminate: 'terminated' },
  informed: { investigate: 'investigating', mediate: 'mediating', extend: 'informed', terminate: 'terminated', back: 'accepted' },
  investigating: { mediate: 'mediating', extend: 'investigating', terminate: 'terminated', back: 'informed' },
  mediating: { investigate: 'investigating', agree: 'agreed', extend: 'mediating', terminate: 'terminated', back: 'informed' },
  agreed: { to_sign: 'signing', effect: 'effective', terminate: 'terminated', back: 'mediating' },
  signing: { effect: 'effective', terminate: 'terminated', back: 'agreed' },
  effective: { perform: 'performing', fulfil: 'performed', back: 'agreed' },
  performing: { fulfil: 'performed', breach: 'unperformed', back: 'effective' },
  performed: { visit: 'visited', back: 'performing' },
  unperformed: { fulfil: 'performed', urge: 'urged', resume: 'performing', back: 'performing' },
  urged: { fulfil: 'performed', remedy: 'remedied', resume: 'performing', back: 'unperformed' },
  remedied: { fulfil: 'performed', resume: 'performing', visit: 'visited', back: 'urged' },
  terminated: { close: 'closed', back: 'mediating' },
  visited: { close: 'closed', back: 'performed' },
  closed: { archive: 'archived', back: 'visited' },
  archived: {}
};
/** A state before those that a step back takes from the case itself. */
const BEFORE: Partial<Record<CaseState, CaseState>> = { terminated: 'mediating', visited: 'performed', closed: 'visited' };

/** The least of a case that lets a step be taken. */
const READY: Partial<Record<CaseStep, Partial<CaseSubject>>> = {
  perform: { instalments: { open: 1, overdue: 0, settled: 0 } },
  breach: { instalments: { open: 1, overdue: 1, settled: 0 } },
  remedy: { instalments: { open: 1, overdue: 1, settled: 0 } },
  resume: { instalments: { open: 1, overdue: 0, settled: 0 } }
};
const agreedOrally = { form: 'oral' as const, items: 1, partiesSigned: false, mediatorSigned: false, sealed: false, aboutStatus: false };

describe('the steps of a case', () => {
  it.each(CASE_STATES)('from %s every step is taken where it leads, or refused as none of this state', (state) => {
    for (const step of CASE_STEPS) {
      const over = { ...READY[step], ...(step === 'effect' && state === 'agreed' ? { agreement: agreedOrally, written: false } : {}) };
      const of = subject({ state, stateBefore: BEFORE[state] ?? null, ...over });
      const to = LEADS[state][step];
      if (to === undefined) expect(caseStepProblems(step, of), `${state} ${step}`).toEqual(['state']);
      else {
        expect(caseStepProblems(step, of), `${state} ${step}`).toEqual([]);
        expect(stateAfter(step, of), `${state} ${step}`).toBe(to);
      }
    }
  });

  it('every step names an article, and the steps offered are those of the table', () => {
    for (const state of CASE_STATES) {
      const offered = caseStepsFrom(subject({ state, stateBefore: BEFORE[state] ?? null }));
      expect(offered.map((one) => one.step).sort()).toEqual(Object.keys(LEADS[state]).sort());
      for (const one of offered) {
        expect(one.articles.length, one.step).toBeGreaterThan(0);
        expect(one.reasonNeeded).toBe(['refuse', 'extend', 'resume', 'terminate', 'back'].includes(one.step));
      }
    }
  });

  it('steps that can be taken are offered before those that cannot', () => {
    const offered = caseStepsFrom(subject({ state: 'mediating', rounds: 0 }));
    expect(offered.at(-1)).toMatchObject({ step: 'agree', problems: ['round'] });
  });

  it('from every state but archived the end can be reached, and from the start every state', () => {
    const reach = (from: CaseState) => {
      const seen = new Set<CaseState>([from]);
      for (const state of seen) for (const to of Object.values(LEADS[state])) seen.add(to);
      return seen;
    };
    expect([...reach('registered')].sort()).toEqual([...CASE_STATES].sort());
    for (const state of CASE_STATES) expect(reach(state).has('archived'), state).toBe(true);
  });

  it('every state but the first, the accepted and the archived has a step back, which needs a reason', () => {
    const none = CASE_STATES.filter((state) => BACK[state] === undefined);
    expect(none).toEqual(['registered', 'accepted', 'archived']);
    expect(CASE_STEP_RULES.back.reason).toBe(true);
    // Without knowing where a case came from, it stays.
    expect(caseStepProblems('back', subject({ state: 'closed', stateBefore: null }))).toEqual(['state']);
  });

  it.each([
    ['review', { state: 'registered', applicants: 0 }, ['applicant']],
    ['review', { state: 'registered', respondents: 0, factsGiven: false }, ['respondent', 'facts']],
    ['accept', { state: 'reviewing', demandsGiven: false, mediators: 0 }, ['demands', 'mediator']],
    ['accept', { state: 'reviewing', openConflicts: 1 }, ['conflict']],
    [
      'accept',
      { state: 'reviewing', checks: { sued: null, refused: null, outOfScope: null, consent: null } },
      ['check_sued', 'check_refused', 'check_scope', 'check_consent']
    ],
    [
      'accept',
      { state: 'reviewing', checks: { sued: true, refused: true, outOfScope: true, consent: false } },
      ['sued', 'refused', 'out_of_scope', 'no_consent']
    ],
    ['inform', { state: 'accepted', informed: false }, ['notice']],
    ['inform', { state: 'accepted', openConflicts: 1 }, ['conflict']],
    ['investigate', { state: 'informed', openConflicts: 1 }, ['conflict']],
    ['mediate', { state: 'informed', openConflicts: 2, mediators: 0 }, ['mediator', 'conflict']],
    ['agree', { state: 'mediating', rounds: 0 }, ['round']],
    ['agree', { state: 'mediating', lastRoundAgreed: false }, ['not_agreed']],
    ['agree', { state: 'mediating', agreement: null }, ['agreement']],
    ['agree', { state: 'mediating', agreement: { ...agreedOrally, items: 0 } }, ['items']],
    ['to_sign', { state: 'agreed', agreement: agreedOrally }, ['oral']],
    ['to_sign', { state: 'agreed', agreement: null }, ['agreement']],
    ['effect', { state: 'agreed' }, ['not_oral']],
    ['effect', { state: 'agreed', agreement: null }, ['agreement']],
    ['effect', { state: 'agreed', agreement: agreedOrally, written: true }, ['must_be_written']],
    ['effect', { state: 'signing', agreement: agreedOrally, written: false }, ['oral']],
    [
      'effect',
      {
        state: 'signing',
        agreement: { form: 'written', items: 0, partiesSigned: false, mediatorSigned: false, sealed: false, aboutStatus: false }
      },
      ['items', 'parties_sign', 'mediator_signs', 'seal']
    ],
    ['perform', { state: 'effective' }, ['nothing_to_perform']],
    ['fulfil', { state: 'performing', instalments: { open: 1, overdue: 0, settled: 3 } }, ['not_settled']],
    ['breach', { state: 'performing', instalments: { open: 1, overdue: 0, settled: 0 } }, ['nothing_overdue']],
    ['urge', { state: 'unperformed', reminders: 0 }, ['reminder']],
    ['remedy', { state: 'urged', instalments: { open: 0, overdue: 0, settled: 1 } }, ['nothing_overdue']],
    ['visit', { state: 'performed', visits: 0 }, ['visit']],
    ['close', { state: 'visited', escalation: 'reported', confirmation: 'applied' }, ['escalation', 'confirmation_open']],
    ['archive', { state: 'closed', missingPapers: 2 }, ['papers']],
    ['back', { state: 'effective', instalments: { open: 1, overdue: 0, settled: 1 } }, ['paid']],
    ['back', { state: 'effective', confirmation: 'applied' }, ['confirmed']],
    ['back', { state: 'effective', confirmation: 'rejected' }, []]
  ] as const)('%s of %o needs %o', (step, over, problems) => {
    expect(caseStepProblems(step, subject(over as Partial<CaseSubject>))).toEqual(problems);
  });

  it('every problem of the catalogue is used, and none beside it', () => {
    const texts = [
      ...Object.values(CASE_STEP_RULES).map((rule) => rule.needs.toString()),
      stepFactProblems.toString(),
      sideStepProblems.toString()
    ].join('\n');
    const used = STEP_PROBLEMS.filter((problem) => texts.includes(`'${problem}'`) || texts.includes(`"${problem}"`));
    const inEffect: StepProblem[] = ['oral', 'not_oral', 'must_be_written', 'parties_sign', 'mediator_signs', 'seal', 'items', 'agreement'];
    expect([...new Set([...used, ...inEffect, 'state'])].sort()).toEqual([...STEP_PROBLEMS].sort());
  });
});

describe('the facts given with a step', () => {
  const of = subject({ state: 'mediating' });
  it.each([
    ['mediate', { on: '2026-11-21' }, ['future']],
    ['mediate', { on: '2026-11-02' }, ['date_order']],
    ['mediate', { on: '2026-11-03' }, []],
    ['refuse', { on: '2026-11-20' }, ['ground']],
    ['refuse', { on: '2026-11-20', ground: 'no_agreement' }, ['ground']],
    ['refuse', { on: '2026-11-20', ground: 'sued' }, []],
    ['terminate', { on: '2026-11-20', ground: 'out_of_scope' }, ['ground']],
    ['terminate', { on: '2026-11-20', ground: 'limit_over' }, []],
    ['extend', { on: '2026-11-20', until: '2026-12-31' }, ['both']],
    ['extend', { on: '2026-11-20', bothAgree: true }, ['not_later']],
    // One month of 3 November is 3 December.
    ['extend', { on: '2026-11-20', bothAgree: true, until: '2026-12-03' }, ['not_later']],
    ['extend', { on: '2026-11-20', bothAgree: true, until: '2026-12-04' }, []],
    ['extend', { on: '2026-11-20', bothAgree: true, until: '2027-05-20' }, []],
    ['extend', { on: '2026-11-20', bothAgree: true, until: '2027-05-21' }, ['too_far']]
  ] as const)('%s with %o: %o', (step, facts, problems) => {
    expect(stepFactProblems(step, of, facts)).toEqual(problems);
  });

  it('an extension comes before the limit is over, even if both parties agree', () => {
    expect(caseStepProblems('extend', subject({ state: 'mediating', today: '2026-12-03' }))).toEqual([]);
    expect(caseStepProblems('extend', subject({ state: 'mediating', today: '2026-12-04' }))).toEqual(['limit_over']);
    expect(caseStepProblems('extend', subject({ state: 'mediating', regime: 'labour', today: '2026-11-17' }))).toEqual([]);
    expect(caseStepProblems('extend', subject({ state: 'mediating', regime: 'labour', today: '2026-11-18' }))).toEqual(['limit_over']);
  });

  it('grounds of refusal are no grounds of termination', () => {
    expect(REFUSAL_GROUNDS).not.toContain('no_agreement');
    expect(TERMINATION_GROUNDS).not.toContain('out_of_scope');
  });
});

describe('side states', () => {
  const inEffect = subject({ state: 'effective', effectiveOn: '2026-11-10' });
  const problems = (step: (typeof SIDE_STEPS)[number], over: Partial<CaseSubject>, facts: Parameters<typeof sideStepProblems>[2] = null) =>
    sideStepProblems(step, { ...inEffect, ...over }, facts, ordinary);

  it('from every state and side state a side step is allowed or refused as none of it', () => {
    for (const state of CASE_STATES) {
      for (const confirmation of ['none', 'applied', 'granted', 'rejected'] as const) {
        for (const escalation of ['none', 'reported', 'settled'] as const) {
          const over = { state, confirmation, escalation };
          const bound = state === 'archived';
          const effect = ['effective', 'performing', 'performed', 'unperformed', 'urged', 'remedied', 'visited'].includes(state);
          expect(problems('confirm_apply', over)).toEqual(confirmation !== 'none' || bound ? ['state'] : effect ? [] : ['not_in_effect']);
          const court = { ...over, confirmer: 'court' as const };
          expect(problems('confirm_accept', court)).toEqual(confirmation === 'applied' && !bound ? [] : ['state']);
          expect(problems('confirm_extend', court)).toEqual(['state']);
          expect(problems('confirm_extend', { ...court, confirmationAcceptedOn: '2026-11-20' })).toEqual(
            confirmation === 'applied' && !bound ? [] : ['state']
          );
          for (const settled of [{ confirmer: 'arbitration' as const }, { confirmationAcceptedOn: '2026-11-20', decisionExtended: true }])
            for (const step of ['confirm_accept', 'confirm_extend'] as const)
              expect(problems(step, { ...court, ...settled })).toEqual(['state']);
          for (const step of ['confirm_grant', 'confirm_reject', 'confirm_withdraw'] as const)
            expect(problems(step, over)).toEqual(confirmation === 'applied' && !bound ? [] : ['state']);
          expect(problems('escalate', over)).toEqual(escalation === 'reported' || bound || state === 'closed' ? ['state'] : []);
          expect(problems('settle_escalation', over)).toEqual(escalation === 'reported' && !bound ? [] : ['state']);
        }
      }
    }
  });

  it.each([
    [{ on: '2026-11-20', by: 'court', jointly: true }, {}, []],
    [{ on: '2026-11-20', by: 'court' }, {}, ['jointly']],
    [{ on: '2026-11-20', by: 'arbitration', jointly: true }, {}, ['confirmer']],
    [{ on: '2026-11-20', by: 'arbitration', jointly: true }, { regime: 'labour' }, []],
    [{ on: '2026-11-26', by: 'arbitration', jointly: true }, { regime: 'labour', today: '2026-11-26' }, ['window_over']],
    [{ on: '2026-12-10', by: 'court', jointly: true }, { today: '2026-12-10' }, []],
    [{ on: '2026-12-11', by: 'court', jointly: true }, { today: '2026-12-11' }, ['window_over']],
    [{ on: '2026-11-09', by: 'court', jointly: true }, {}, ['date_order']],
    [{ on: '2026-11-21', by: 'court', jointly: true }, {}, ['future']]
  ] as const)('asking for confirmation with %o of %o: %o', (facts, over, expected) => {
    expect(problems('confirm_apply', over as Partial<CaseSubject>, facts)).toEqual(expected);
  });

  it('never for marriage or adoption; the window is looked at, not closed by a timer', () => {
    const status = { agreement: { ...agreedOrally, aboutStatus: true } };
    expect(problems('confirm_apply', status)).toEqual(['about_status']);
    expect(confirmationStanding({ ...inEffect, ...status }, ordinary)).toBe('not_possible');
    expect(confirmationStanding(inEffect, ordinary)).toBe('open');
    expect(confirmationStanding({ ...inEffect, today: '2026-12-11' }, ordinary)).toBe('over');
    expect(confirmationStanding({ ...inEffect, confirmation: 'granted', today: '2027-12-11' }, ordinary)).toBe('granted');
    expect(confirmationStanding(subject(), ordinary)).toBe('none');
    expect(problems('confirm_grant', { confirmation: 'applied', confirmationAppliedOn: '2026-11-15' }, { on: '2026-11-14' })).toEqual([
      'date_order'
    ]);
  });
});
