import type { MissingField, Paper } from '../../../contract/mediation/case-papers.ts';
import type { CaseDetail, Party } from '../../../contract/mediation/cases.ts';
import type { PaperData } from './data.ts';

/** A field that a paper needs: its data, and where it is entered. */
interface Need {
  key: string;
  field: string;
  of: MissingField['of'];
}
const need = (of: MissingField['of'], field: string, key = field): Need => ({ of, field, key });
const committee = need('settings', 'committee');
const mediators = need('mediators', 'mediators');
const agreement = [
  need('agreement', 'items'),
  need('agreement', 'facts', 'agreementFacts'),
  need('agreement', 'way'),
  need('agreement', 'term')
];

const NEEDS: Record<Paper, Need[]> = {
  cover: [committee, mediators],
  index: [],
  application: [committee, need('case', 'facts'), need('case', 'demands')],
  referral_letter: [],
  register: [committee, need('case', 'facts'), need('case', 'acceptedOn')],
  rights_notice: [committee, mediators, need('record', 'notice', 'noticeOn')],
  identity: [],
  authorisation: [committee, need('agent', 'agents', 'agentNames')],
  investigation: [
    need('record', 'place'),
    need('record', 'questioned'),
    need('record', 'investigators'),
    need('record', 'recorder'),
    need('record', 'content')
  ],
  evidence_list: [need('evidence', 'evidence'), mediators],
  mediation_record: [
    need('record', 'place'),
    need('record', 'matter'),
    need('record', 'partyIds', 'present'),
    need('record', 'recorder'),
    need('record', 'content'),
    mediators
  ],
  agreement: [committee, mediators, ...agreement],
  oral_register: [committee, mediators, need('agreement', 'items'), need('case', 'effectiveOn')],
  visit_record: [need('record', 'visitor'), need('record', 'content')],
  performance_proof: [need('record', 'date')],
  confirmation_application: [
    committee,
    need('agreement', 'items'),
    need('case', 'effectiveOn'),
    need('confirmation', 'office'),
    need('confirmation', 'appliedOn', 'confirmationOn')
  ],
  non_acceptance: [committee, need('case', 'ground'), need('case', 'reason', 'endReason')],
  termination: [committee, mediators, need('case', 'ground'), need('case', 'reason', 'endReason')],
  closing_report: [committee, mediators, need('record', 'report', 'reportResult')],
  volume_note: [mediators],
  back_cover: []
};

/** Fields that a party must have, by paper. Papers that go to others or bind them must be exact. */
const PARTY_NEEDS: Partial<Record<Paper, { person: (keyof Party)[]; organisation: (keyof Party)[] }>> = {
  application: { person: ['sex', 'phone'], organisation: ['phone', 'address'] },
  register: { person: ['phone'], organisation: ['phone'] },
  agreement: { person: ['sex', 'idNumber', 'address'], organisation: ['occupation', 'address'] },
  oral_register: { person: ['sex'], organisation: ['address'] },
  confirmation_application: { person: ['sex', 'idNumber', 'address', 'phone'], organisation: ['occupation', 'address', 'idNumber'] }
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** All fields that a paper lacks, with where they are entered. @param data data before names are masked */
export function missingFields(paper: Paper, recordId: number | null, data: PaperData, detail: CaseDetail): MissingField[] {
  const found: MissingField[] = NEEDS[paper]
    .filter(({ key }) => isEmpty(data[key]))
    .map(({ field, of }) => ({ field, of, refId: of === 'record' ? recordId : null, name: '' }));
  const wanted = PARTY_NEEDS[paper];
  if (wanted) {
    for (const side of ['applicant', 'respondent'] as const) {
      if (!detail.parties.some((party) => party.side === side)) found.push({ field: side, of: 'case', refId: null, name: '' });
    }
    for (const party of detail.parties)
      for (const field of wanted[party.kind])
        if (isEmpty(party[field])) found.push({ field, of: 'party', refId: party.id, name: party.name });
  }
  if (paper === 'authorisation') {
    for (const party of detail.parties) {
      if (party.agent && isEmpty(party.agent.idNumber))
        found.push({ field: 'idNumber', of: 'agent', refId: party.id, name: party.agent.name });
      if (party.agent?.power === 'special' && isEmpty(party.agent.scope))
        found.push({ field: 'scope', of: 'agent', refId: party.id, name: party.agent.name });
    }
  }
  return found;
}
