import { BOUND, ENCLOSURES, PAPERS, PER_RECORD, type FiledPaper, type Paper } from '../../../contract/mediation/case-paper-rules.ts';
import { REFERRED } from '../../../contract/mediation/case-types.ts';
import type { PaperPage } from '../../../contract/mediation/case-papers.ts';
import type { CaseDetail } from '../../../contract/mediation/cases.ts';
import type { MediationSettings } from '../../../contract/mediation/mediators.ts';
import { found, StationError } from '../../core/errors.ts';
import { caseData, recordData, type PaperData } from './data.ts';
import { fillForm } from './fill.ts';
import { FORMS } from './forms.ts';
import { missingFields } from './missing.ts';
import { redacted } from './redact.ts';

export interface Printed {
  detail: CaseDetail;
  settings: MediationSettings;
  today: string;
}

/** The record kind of a paper that is written once for each record, or null. */
export const recordKindOf = (paper: Paper): string | null => (PER_RECORD as Partial<Record<Paper, string>>)[paper] ?? null;

/** Filed papers in the order of the volume. */
function filedInOrder(detail: CaseDetail): FiledPaper[] {
  const place = (one: FiledPaper) => detail.records.findIndex((record) => record.id === one.recordId);
  return [...detail.filed].sort((a, b) => PAPERS.indexOf(a.paper) - PAPERS.indexOf(b.paper) || place(a) - place(b));
}

/**
 * The papers of the whole volume in order: of an archived case the filed ones, of another the filed and the required ones. Filed
 * enclosures are included, though they have no printed form.
 */
export function papersOfVolume(detail: CaseDetail): { paper: Paper; recordId: number | null }[] {
  const filed = (paper: Paper, recordId: number | null) => detail.filed.some((one) => one.paper === paper && one.recordId === recordId);
  const wanted = (paper: Paper) => detail.volume.some((one) => one.paper === paper && one.standing !== 'extra');
  return papersOf(detail).filter(
    ({ paper, recordId }) =>
      BOUND.includes(paper) || filed(paper, recordId) || (detail.archivedOn === null && wanted(paper) && !ENCLOSURES.includes(paper))
  );
}

/** The data of a paper, and the fields it lacks. @throws StationError NOT_FOUND (no such record), INVALID (a record is needed) */
export function paperData(
  of: Printed,
  paper: Paper,
  recordId: number | null,
  redact: boolean,
  pages: readonly FiledPaper[] = filedInOrder(of.detail)
): { data: PaperData; missing: PaperPage['missing'] } {
  const kind = recordKindOf(paper);
  if (kind !== null) {
    if (recordId === null) throw new StationError('INVALID', { field: 'recordId', reason: 'needed' });
    found(
      of.detail.records.find((record) => record.id === recordId && record.kind === kind),
      'record',
      recordId
    );
  }
  const data = { ...caseData(of.detail, of.settings, of.today, pages), ...recordData(of.detail, recordId) };
  const missing = missingFields(paper, recordId, data, of.detail);
  return { data: redact ? redacted(data, of.detail.parties) : data, missing };
}

/**
 * A paper as the window shows and prints it.
 * @param pages pages of the whole volume, if it is laid out; otherwise the filed pages count
 * @throws StationError NOT_FOUND, INVALID
 */
export function paperPage(of: Printed, paper: Paper, recordId: number | null, redact: boolean, pages?: readonly FiledPaper[]): PaperPage {
  const { data, missing } = paperData(of, paper, recordId, redact, pages);
  const form = FORMS[paper];
  const filed = of.detail.filed.find((one) => one.paper === paper && one.recordId === recordId);
  return {
    paper,
    recordId,
    title: form.title,
    number: form.numbered ? (of.detail.number ?? '') : '',
    blocks: fillForm(form, data),
    missing,
    filedPages: filed?.pages ?? null
  };
}

/** The papers that a case can have in its present state, in the order of the volume. */
export function papersOf(detail: CaseDetail): { paper: Paper; recordId: number | null; at: number | null }[] {
  const agreement = detail.agreement;
  const can: Partial<Record<Paper, boolean>> = {
    authorisation: detail.parties.some((party) => party.agent !== null),
    evidence_list: detail.evidence.length > 0,
    agreement: agreement?.form === 'written',
    oral_register: agreement?.form === 'oral',
    confirmation_application: detail.effectiveOn !== null || detail.confirmation.state !== 'none',
    non_acceptance: detail.state === 'refused' || detail.outcome === 'refused',
    termination: detail.terminatedOn !== null,
    rights_notice: detail.acceptedOn !== null,
    application: detail.source === 'application',
    referral_letter: REFERRED.includes(detail.source)
  };
  return PAPERS.flatMap((paper): { paper: Paper; recordId: number | null; at: number | null }[] => {
    const kind = recordKindOf(paper);
    if (kind !== null)
      return detail.records.filter((record) => record.kind === kind).map((record) => ({ paper, recordId: record.id, at: record.at }));
    // Filed papers stay in the list, whatever the state of the case.
    return can[paper] === false && !detail.filed.some((one) => one.paper === paper) ? [] : [{ paper, recordId: null, at: null }];
  });
}
