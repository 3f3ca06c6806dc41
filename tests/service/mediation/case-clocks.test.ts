import { describe, expect, it } from 'vitest';
import bundled from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import {
  acceptanceLimit,
  addWorkdays,
  colourOf,
  confirmationLimit,
  daysBetween,
  deadlinesOf,
  decisionLimit,
  mediationLimit,
  nextDeadline,
  rollForward,
  type ClockSubject
} from '../../../electron/contract/mediation/case-clocks.ts';
import { conflictsOf, type ConcernedParty, type Mediating } from '../../../electron/contract/mediation/case-conflicts.ts';
import { countCases, median, periodsOf, successRate, type CountedCase } from '../../../electron/contract/mediation/case-figures.ts';
import {
  missingPapers,
  PAPERS,
  requiredPapers,
  volumeIndex,
  volumeStanding,
  type VolumeSubject
} from '../../../electron/contract/mediation/case-paper-rules.ts';
import { performanceOf } from '../../../electron/contract/mediation/case-performance.ts';
import { partiesProblem } from '../../../electron/contract/mediation/case-records.ts';
import { isWorkday, type DayKind } from '../../../electron/contract/schedule/allocation.ts';
import { addDays, addMonths } from '../../../electron/contract/core/time.ts';

/** The State Council's notices as the program has them. */
const kindOf = (date: string): DayKind => (date in bundled.holidays ? 'holiday' : date in bundled.workdays ? 'workday' : 'ordinary');
const settings = { acceptWorkdays: 3, visitDays: [7, 30], amberDays: 3 };

describe('counting days', () => {
  it.each([
    // Friday: Monday, Tuesday, Wednesday.
    ['2026-11-20', 3, '2026-11-25'],
    // New Year 2026: 1 to 3 January off, Sunday 4 January is worked.
    ['2025-12-31', 3, '2026-01-06'],
    ['2026-01-02', 1, '2026-01-04'],
    // National Day 2026: 1 to 7 October off; 20 September and 10 October are worked.
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-11-20', 0, '2026-11-20']
  ])('%s and %i working days: %s', (date, days, expected) => expect(addWorkdays(date, days, kindOf)).toBe(expected));

  it.each([
    ['2026-10-01', '2026-10-08'],
    ['2026-10-10', '2026-10-10'],
    ['2026-11-21', '2026-11-23'],
    ['2026-11-20', '2026-11-20']
  ])('an end on %s moves to %s', (date, expected) => expect(rollForward(date, kindOf)).toBe(expected));

  it.each([
    ['2026-01-31', '2026-02-28'],
    ['2024-01-31', '2024-02-29'],
    ['2024-01-30', '2024-02-29'],
    ['2025-12-31', '2026-01-31'],
    ['2026-02-28', '2026-03-28'],
    ['2026-12-15', '2027-01-15']
  ])('a month from %s ends on %s', (date, expected) => expect(addMonths(date, 1)).toBe(expected));

  it('over any two years: n working days are n days on which people work, and the last of them is one', () => {
    for (let date = '2025-06-01'; date < '2026-12-01'; date = addDays(date, 11)) {
      for (const n of [1, 3, 7, 22]) {
        const end = addWorkdays(date, n, kindOf);
        let worked = 0;
        for (let day = addDays(date, 1); day <= end; day = addDays(day, 1)) if (isWorkday(day, kindOf)) worked += 1;
        expect(worked, `${date} + ${n}`).toBe(n);
        expect(isWorkday(end, kindOf)).toBe(true);
      }
    }
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  });
});

describe('the limits', () => {
  const dates = (appliedOn: string, acceptedOn = appliedOn, extendedTo: string | null = null) => ({ appliedOn, acceptedOn, extendedTo });
  it.each([
    // Fifteen days from the application, holidays and weekends counted, never moved.
    ['labour', dates('2026-11-20', '2026-11-23'), '2026-12-05'],
    ['labour', dates('2025-12-20'), '2026-01-04'],
    ['labour', dates('2024-02-15'), '2024-03-01'],
    ['labour', dates('2026-02-15'), '2026-03-02'],
    ['ningbo', dates('2026-11-20', '2026-11-23'), '2026-12-23'],
    ['general', dates('2026-01-30', '2026-01-31'), '2026-02-28'],
    ['general', dates('2024-01-30', '2024-01-31'), '2024-02-29'],
    ['general', dates('2025-12-01', '2025-12-05'), '2026-01-05'],
    ['labour', dates('2026-11-20', '2026-11-23', '2026-12-20'), '2026-12-20']
  ] as const)('%s %o: %s', (regime, given, expected) => expect(mediationLimit(regime, given).dueOn).toBe(expected));

  it('names its articles', () => {
    expect(mediationLimit('labour', dates('2026-11-20')).articles).toEqual([{ law: 'labour', article: '14' }]);
    expect(mediationLimit('ningbo', dates('2026-11-20')).articles).toEqual([{ law: 'ningbo', article: '27' }]);
    expect(mediationLimit('general', dates('2026-11-20')).articles).toEqual([{ law: 'provisions', article: '33' }]);
    expect(acceptanceLimit('labour', '2026-11-20', settings, kindOf)).toEqual({
      dueOn: '2026-11-25',
      articles: [{ law: 'enterprise', article: '22' }]
    });
  });

  it.each([
    ['court', '2026-11-10', '2026-12-10'],
    // 30 days end on Saturday 5 December: Monday.
    ['court', '2026-11-05', '2026-12-07'],
    // 30 days end on 1 October: the first day after the holiday.
    ['court', '2026-09-01', '2026-10-08'],
    // 30 days end on New Year's Day; Sunday the 4th is worked.
    ['court', '2025-12-02', '2026-01-04'],
    ['court', '2024-01-30', '2024-02-29'],
    ['arbitration', '2026-11-09', '2026-11-24']
  ] as const)('confirmation by %s of %s until %s', (by, on, expected) => expect(confirmationLimit(by, on, kindOf).dueOn).toBe(expected));

  it('a court decides in 3 and 15 days, or ten more', () => {
    expect(decisionLimit('2026-12-20', false).dueOn).toBe('2027-01-04');
    expect(decisionLimit('2026-12-20', true).dueOn).toBe('2027-01-14');
  });

  it.each([
    ['2026-11-19', 'red'],
    ['2026-11-20', 'amber'],
    ['2026-11-23', 'amber'],
    ['2026-11-24', 'green']
  ] as const)('due on %s is %s', (due, colour) => expect(colourOf(due, '2026-11-20', 3)).toBe(colour));
});

describe('the clocks that run', () => {
  const of = (over: Partial<ClockSubject>): ClockSubject => ({
    state: 'registered',
    regime: 'labour',
    appliedOn: '2026-11-20',
    acceptedOn: null,
    extendedTo: null,
    effectiveOn: null,
    confirmation: 'none',
    confirmer: null,
    confirmationAppliedOn: null,
    confirmationAcceptedOn: null,
    decisionExtended: false,
    aboutStatus: false,
    visits: 0,
    instalments: [],
    ...over
  });
  const kinds = (over: Partial<ClockSubject>, today = '2026-11-23') =>
    deadlinesOf(of(over), today, settings, kindOf).map((one) => `${one.kind}${one.number ?? ''} ${one.dueOn} ${one.colour}`);

  it('from acceptance to the last visit', () => {
    expect(kinds({})).toEqual(['acceptance 2026-11-25 amber']);
    expect(kinds({ state: 'mediating', acceptedOn: '2026-11-23' })).toEqual(['limit 2026-12-05 green']);
    expect(kinds({ state: 'mediating', acceptedOn: '2026-11-23' }, '2026-12-06')).toEqual(['limit 2026-12-05 red']);
    expect(kinds({ state: 'signing', acceptedOn: '2026-11-23' })).toEqual(['signing 2026-12-05 green']);
    const performing = {
      state: 'performing',
      acceptedOn: '2026-11-23',
      effectiveOn: '2026-11-30',
      instalments: [
        { number: 2, dueOn: '2026-12-31' },
        { number: 1, dueOn: '2026-12-05' }
      ]
    } as const;
    expect(kinds(performing, '2026-12-06')).toEqual([
      'instalment1 2026-12-05 red',
      'visit1 2026-12-07 amber',
      'confirmation 2026-12-15 green',
      'instalment2 2026-12-31 green'
    ]);
    expect(kinds({ ...performing, visits: 1, instalments: [] }, '2026-12-16')).toEqual([
      'confirmation 2026-12-30 green',
      'visit2 2026-12-30 green'
    ]);
    expect(kinds({ ...performing, visits: 2, instalments: [] }, '2027-01-01')).toEqual([]);
    expect(kinds({ ...performing, state: 'performed', visits: 1, instalments: [] })).toEqual(['visit2 2026-12-30 green']);
    expect(kinds({ ...performing, regime: 'general', visits: 2, instalments: [] }, '2026-12-16')).toEqual([
      'confirmation 2026-12-30 green'
    ]);
    expect(kinds({ ...performing, visits: 2, instalments: [], aboutStatus: true })).toEqual([]);
    const asked = {
      ...performing,
      visits: 2,
      instalments: [],
      confirmation: 'applied' as const,
      confirmer: 'court' as const,
      confirmationAppliedOn: '2026-12-01'
    };
    expect(kinds(asked, '2026-12-02')).toEqual(['court_acceptance 2026-12-04 amber']);
    expect(kinds({ ...asked, confirmationAcceptedOn: '2026-12-04' }, '2026-12-04')).toEqual(['decision 2026-12-19 green']);
    expect(kinds({ ...asked, confirmationAcceptedOn: '2026-12-04', decisionExtended: true }, '2026-12-20')).toEqual([
      'decision 2026-12-29 green'
    ]);
    // Over the end of the year; a commission has no days of its own in the statutes.
    expect(kinds({ ...asked, confirmationAppliedOn: '2026-12-30' }, '2026-12-30')).toEqual(['court_acceptance 2027-01-02 amber']);
    expect(kinds({ ...asked, confirmer: 'arbitration' }, '2026-12-02')).toEqual([]);
  });

  it('nothing runs for what is over', () => {
    for (const state of ['refused', 'terminated', 'visited', 'closed', 'archived'] as const)
      expect(kinds({ state, acceptedOn: '2026-11-23', effectiveOn: '2026-11-30' }), state).toEqual([]);
    expect(nextDeadline([])).toBeNull();
  });
});

describe('performance', () => {
  const instalments = [
    { id: 11, number: 1, dueOn: '2026-12-05', fen: 30_000 },
    { id: 12, number: 2, dueOn: '2027-01-05', fen: 20_000 },
    { id: 13, number: 3, dueOn: '2026-12-31', fen: 0 }
  ];
  it('parts of an instalment add up; what is too much stays where it was paid', () => {
    const standing = performanceOf(
      instalments,
      [
        { instalmentId: 11, on: '2026-12-06', fen: 10_000 },
        { instalmentId: 11, on: '2026-12-04', fen: 25_000 },
        { instalmentId: 12, on: '2026-12-10', fen: 5_000 }
      ],
      '2027-01-06'
    );
    expect(standing).toMatchObject({ total: 50_000, paid: 40_000, rest: 15_000, open: 2, overdue: 2, settled: 1 });
    expect(standing.instalments.map((one) => [one.standing, one.paid, one.rest, one.settledOn, one.daysOver])).toEqual([
      ['settled', 35_000, 0, '2026-12-06', 0],
      ['overdue', 5_000, 15_000, null, 1],
      ['overdue', 0, 0, null, 6]
    ]);
    expect(standing.next?.id).toBe(13);
  });
  it('what asks for no money is settled by an entry; on its day a thing is due, not overdue', () => {
    const standing = performanceOf(instalments, [{ instalmentId: 13, on: '2026-12-30', fen: 0 }], '2026-12-05');
    expect(standing.instalments.map((one) => one.standing)).toEqual(['due', 'coming', 'settled']);
    expect(performanceOf([], [], '2026-12-05')).toMatchObject({ open: 0, settled: 0, total: 0, next: null });
  });
});

describe('conflicts of interest', () => {
  const mediator: Mediating = {
    personId: 7,
    name: '赵甲子',
    idNumber: '330000199001010014',
    organisations: [{ id: 3, name: '建设一公司' }],
    ties: [{ name: '钱乙丑', relation: '配偶', idNumber: '', organisation: '建设二公司' }]
  };
  const person = (over: Partial<ConcernedParty>): ConcernedParty => ({
    key: 'p',
    kind: 'person',
    personId: null,
    organisationId: null,
    name: '孙丙寅',
    idNumber: '',
    organisation: '',
    ...over
  });
  it.each([
    [{ personId: 7, name: '别名' }, ['same_person']],
    [{ name: '赵甲子' }, ['same_person']],
    [{ name: '赵 甲子', idNumber: '330000198001010014' }, []],
    [{ name: '别名', idNumber: '330000199001010014' }, ['same_person']],
    [{ name: '钱乙丑' }, ['family']],
    [{ organisation: '建设一公司' }, ['same_organisation']],
    [{ name: '钱乙丑', organisationId: 3 }, ['family', 'same_organisation']],
    [{ kind: 'organisation', name: '建设二公司' }, ['family_organisation']],
    [{ kind: 'organisation', name: '建设一公司', organisationId: 3 }, ['same_organisation']],
    [{ organisation: '建设二公司' }, []],
    [{}, []]
  ] as const)('%o: %o', (over, grounds) =>
    expect(conflictsOf(mediator, [person(over as Partial<ConcernedParty>)]).map((one) => one.ground)).toEqual(grounds)
  );
});

describe('the volume', () => {
  const of = (over: Partial<VolumeSubject> = {}): VolumeSubject => ({
    outcome: 'written',
    source: 'application',
    applicationForm: 'written',
    agents: 0,
    investigations: 1,
    rounds: 3,
    visits: 2,
    performances: 0,
    evidence: 2,
    confirmation: 'none',
    ...over
  });
  it.each([
    [
      {},
      [
        'cover',
        'index',
        'application',
        'register',
        'rights_notice',
        'identity',
        'investigation',
        'evidence_list',
        'mediation_record',
        'agreement',
        'visit_record',
        'closing_report',
        'volume_note',
        'back_cover'
      ]
    ],
    [
      { outcome: 'oral', applicationForm: 'oral', evidence: 0 },
      [
        'cover',
        'index',
        'register',
        'rights_notice',
        'identity',
        'investigation',
        'mediation_record',
        'oral_register',
        'visit_record',
        'closing_report',
        'volume_note',
        'back_cover'
      ]
    ],
    [
      { outcome: 'terminated', source: 'own_initiative', investigations: 0, rounds: 0, visits: 0, evidence: 0 },
      ['cover', 'index', 'register', 'rights_notice', 'identity', 'termination', 'closing_report', 'volume_note', 'back_cover']
    ],
    [
      { outcome: 'refused', source: 'court', investigations: 0, rounds: 0, visits: 0, evidence: 0 },
      ['cover', 'index', 'referral_letter', 'register', 'non_acceptance', 'closing_report', 'volume_note', 'back_cover']
    ],
    [
      { outcome: 'refused', investigations: 0, rounds: 0, visits: 0, evidence: 0 },
      ['cover', 'index', 'application', 'register', 'non_acceptance', 'closing_report', 'volume_note', 'back_cover']
    ],
    [
      { agents: 1, performances: 2, confirmation: 'granted' },
      [
        'cover',
        'index',
        'application',
        'register',
        'rights_notice',
        'identity',
        'authorisation',
        'investigation',
        'evidence_list',
        'mediation_record',
        'agreement',
        'visit_record',
        'performance_proof',
        'confirmation_application',
        'closing_report',
        'volume_note',
        'back_cover'
      ]
    ]
  ] as const)('of %o: %o', (over, papers) => expect(requiredPapers(of(over as Partial<VolumeSubject>))).toEqual(papers));

  it('a paper for each record: all three rounds, or it is missing', () => {
    const records = { investigation: [1], round: [2, 3, 4], visit: [5, 6] };
    const one = (paper: (typeof PAPERS)[number], recordId: number | null = null) => ({ paper, recordId, pages: 2 });
    const filed = [
      one('application'),
      one('register'),
      one('rights_notice'),
      one('identity'),
      one('evidence_list'),
      one('agreement'),
      one('closing_report'),
      one('investigation', 1),
      one('mediation_record', 2),
      one('mediation_record', 4),
      one('visit_record', 5),
      one('visit_record', 6)
    ];
    const standing = volumeStanding(of(), records, filed);
    expect(missingPapers(standing)).toEqual(['mediation_record']);
    expect(standing.find((row) => row.paper === 'mediation_record')).toMatchObject({ filed: 2, wanted: 3 });
    expect(missingPapers(volumeStanding(of(), records, [...filed, one('mediation_record', 3)]))).toEqual([]);
    // Every paper that must be there and is not bound by the program is one that can be missing.
    for (const gone of filed)
      expect(
        missingPapers(
          volumeStanding(
            of(),
            records,
            filed.filter((row) => row !== gone)
          )
        )
      ).toContain(gone.paper);
    expect(volumeStanding(of(), records, [...filed, one('authorisation')]).find((row) => row.paper === 'authorisation')?.standing).toBe(
      'extra'
    );
  });

  it('the index counts pages behind cover and index', () => {
    expect(
      volumeIndex([
        { paper: 'agreement', recordId: null, pages: 3 },
        { paper: 'cover', recordId: null, pages: 1 },
        { paper: 'application', recordId: null, pages: 2 },
        { paper: 'back_cover', recordId: null, pages: 1 }
      ])
    ).toEqual([
      { paper: 'application', recordId: null, pages: 2, number: 1, firstPage: 1, lastPage: 2 },
      { paper: 'agreement', recordId: null, pages: 3, number: 2, firstPage: 3, lastPage: 5 }
    ]);
  });

  it('eleven workers with five who speak for them; not six', () => {
    const parties = (speaking: number) => [
      ...Array.from({ length: 11 }, (_, i) => ({ side: 'applicant' as const, representative: i < speaking })),
      { side: 'respondent' as const, representative: false }
    ];
    expect(partiesProblem(parties(5))).toBeNull();
    expect(partiesProblem(parties(6))).toEqual({ reason: 'representatives', side: 'applicant' });
    expect(partiesProblem(Array.from({ length: 201 }, () => ({ side: 'respondent' as const, representative: false })))).toEqual({
      reason: 'too_many',
      side: 'respondent'
    });
  });
});

describe('the figures', () => {
  const one = (over: Partial<CountedCase>): CountedCase => ({
    type: 'labour',
    source: 'application',
    acceptedOn: '2026-03-02',
    effectiveOn: null,
    terminatedOn: null,
    performedOn: null,
    confirmedOn: null,
    form: null,
    complex: false,
    amountFen: 1000,
    limitOn: '2026-03-17',
    crimeCases: 0,
    crimePeople: 0,
    petitionCases: 0,
    petitionPeople: 0,
    ...over
  });
  const march = (cases: CountedCase[], today = '2026-11-20') => countCases(cases, '2026-03-01', '2026-03-31', today);

  it('each number by its own date', () => {
    const n = march([
      one({
        effectiveOn: '2026-03-10',
        form: 'written',
        performedOn: '2026-04-01',
        confirmedOn: '2026-03-31',
        petitionCases: 1,
        petitionPeople: 11
      }),
      one({ effectiveOn: '2026-03-20', form: 'oral', complex: true, source: 'own_initiative', performedOn: '2026-03-20' }),
      one({ terminatedOn: '2026-03-31', source: 'court' }),
      one({ acceptedOn: '2026-02-20', effectiveOn: '2026-03-02', form: 'written', amountFen: 500, limitOn: '2026-03-07' }),
      one({ acceptedOn: null }),
      one({})
    ]);
    expect(n).toEqual({
      accepted: 4,
      succeeded: 3,
      failed: 1,
      amountFen: 4000,
      applied: 2,
      ownInitiative: 1,
      referred: 1,
      oral: 1,
      written: 2,
      performed: 1,
      confirmed: 1,
      complex: 1,
      crimeCases: 0,
      crimePeople: 0,
      petitionCases: 1,
      petitionPeople: 11,
      overdue: 3,
      medianDays: 14
    });
    expect(successRate(n)).toBe(0.75);
    expect(successRate({ succeeded: 0, failed: 0 })).toBeNull();
  });
  it('without the vault there is no sum of amounts, and an open case is overdue only once its limit is over', () => {
    expect(march([one({ amountFen: null })]).amountFen).toBeNull();
    expect(march([one({})], '2026-03-17').overdue).toBe(0);
    expect(march([one({})], '2026-03-18').overdue).toBe(1);
  });
  it('medians and periods', () => {
    expect([median([]), median([3]), median([9, 1]), median([5, 1, 9])]).toEqual([null, 3, 5, 5]);
    expect(periodsOf('2025-11', '2026-02', 'month').map((p) => p.key)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(periodsOf('2025-11', '2026-02', 'quarter')).toEqual([
      { key: '2025-Q4', from: '2025-11-01', to: '2025-12-31' },
      { key: '2026-Q1', from: '2026-01-01', to: '2026-02-28' }
    ]);
    expect(periodsOf('2024-01', '2024-02', 'year')).toEqual([{ key: '2024', from: '2024-01-01', to: '2024-02-29' }]);
    expect(periodsOf('2024-01', '2026-12', 'all')).toEqual([{ key: 'all', from: '2024-01-01', to: '2026-12-31' }]);
  });
});
