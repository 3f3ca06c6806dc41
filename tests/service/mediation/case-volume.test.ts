import { describe, expect, it } from 'vitest';
import {
  missingPapers,
  PAPERS,
  requiredPapers,
  volumeIndex,
  volumeStanding,
  type VolumeSubject
} from '../../../electron/contract/mediation/case-paper-rules.ts';
import { partiesProblem } from '../../../electron/contract/mediation/case-records.ts';

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
