import type { MissingField } from '@contract/mediation/case-papers.ts';
import type { CaseDetail } from '@contract/mediation/cases.ts';

/** A field that a paper lacks, and how it can be filled in on the spot. */
export interface MissingEntry extends MissingField {
  /** Unique key of the entry. */
  key: string;
  /** `text`, `long`, `sex`: filled in here; `elsewhere`: entered on another page. */
  input: 'text' | 'long' | 'sex' | 'elsewhere';
  /** The tab or page on which it is entered. */
  tab: string;
}

const LONG = ['facts', 'demands', 'content'];
const TABS: Record<MissingField['of'], string> = {
  case: 'overview',
  party: 'parties',
  agent: 'parties',
  record: 'records',
  agreement: 'agreement',
  evidence: 'evidence',
  mediators: 'overview',
  settings: '/cases/settings',
  confirmation: 'after'
};
const HERE: Partial<Record<MissingField['of'], readonly string[]>> = {
  case: ['facts', 'demands'],
  party: ['sex', 'phone', 'idNumber', 'address', 'occupation', 'ethnicity', 'organisation'],
  agent: ['idNumber', 'scope', 'phone', 'organisation'],
  record: ['place', 'questioned', 'recorder', 'content', 'matter', 'visitor'],
  agreement: ['facts', 'way', 'term', 'placeOfPerformance'],
  settings: ['committee']
};

/** The entry of each missing field. Fixed fields (an agreement in effect, a bound volume) are `elsewhere` and need a step back. */
export function missingEntries(fields: readonly MissingField[], of: CaseDetail): MissingEntry[] {
  return fields.map((field, i) => {
    const record = field.of === 'record' ? of.records.find((one) => one.id === field.refId) : undefined;
    const closed =
      of.state === 'archived' ||
      (field.of === 'agreement' && (of.agreement === null || of.agreement.effective)) ||
      (field.of === 'record' && record === undefined);
    const here = !closed && (HERE[field.of] ?? []).includes(field.field);
    const input = !here ? 'elsewhere' : field.field === 'sex' ? 'sex' : LONG.includes(field.field) ? 'long' : 'text';
    const tab =
      field.of === 'record' && (field.field === 'report' || record?.kind === 'visit')
        ? 'after'
        : field.of === 'record' && record?.kind === 'performance'
          ? 'agreement'
          : field.of === 'case' && (field.field === 'applicant' || field.field === 'respondent')
            ? 'parties'
            : TABS[field.of];
    return { ...field, key: `${i}-${field.of}-${field.refId ?? 0}-${field.field}`, input, tab };
  });
}
