import type { AgreementInput, EvidenceItem, Party, RecordBody } from '../../../contract/mediation/case-records.ts';
import type { Seal } from '../../core/vault/seal.ts';

/** The sealed parts of a case, and the place to which each is bound. */

/** Facts and other free text of the case itself. */
export interface CaseCore {
  referredBy: string;
  facts: string;
  demands: string;
  riskNote: string;
  amountFen: number;
  /** Court or arbitration commission asked for confirmation, and its case number. */
  office: string;
  officeNumber: string;
  escalationNote: string;
}

/** The sealed data of a case in lists: the first names of each side, and employers for the warning. */
export interface CaseCard {
  applicant: string;
  respondent: string;
  amountFen: number;
  employers: string[];
}

export type PartyBody = Omit<Party, 'id' | 'side'>;
export type AgreementBody = Pick<AgreementInput, 'facts' | 'items' | 'way' | 'placeOfPerformance' | 'term' | 'copies' | 'signedBy'>;
export interface InstalmentBody {
  fen: number;
  what: string;
  payerId: number | null;
  payeeId: number | null;
}
export type EvidenceBody = Omit<EvidenceItem, 'id' | 'file' | 'addedAt' | 'addedBy' | 'version'> & {
  file: { name: string; mime: string; sha256: string } | null;
};
export interface RecusalBody {
  reason: string;
  decision: string;
}

/** The place of each sealed part, which opens nowhere else. */
export const bind = {
  core: (id: number) => `case:${id}:core`,
  card: (id: number) => `case:${id}:card`,
  text: (id: number) => `case:${id}:text`,
  party: (id: number, caseId: number) => `case:${caseId}:party:${id}`,
  record: (id: number, caseId: number) => `case:${caseId}:record:${id}`,
  agreement: (caseId: number) => `case:${caseId}:agreement`,
  instalment: (id: number, caseId: number) => `case:${caseId}:instalment:${id}`,
  evidence: (id: number, caseId: number) => `case:${caseId}:evidence:${id}`,
  file: (id: number, caseId: number) => `case:${caseId}:file:${id}`,
  hearing: (id: number, caseId: number) => `case:${caseId}:hearing:${id}`,
  recusal: (id: number, caseId: number) => `case:${caseId}:recusal:${id}`,
  event: (id: number, caseId: number) => `case:${caseId}:event:${id}`,
  ties: (tiesBind: number) => `mediator:${tiesBind}:ties`
};

export const openCore = (seal: Seal, row: { id: number; core: Uint8Array }): CaseCore => seal.open<CaseCore>(row.core, bind.core(row.id));
export const openCard = (seal: Seal, row: { id: number; card: Uint8Array }): CaseCard => seal.open<CaseCard>(row.card, bind.card(row.id));
export const openParty = (seal: Seal, row: { id: number; case_id: number; side: Party['side']; body: Uint8Array }): Party => ({
  ...seal.open<PartyBody>(row.body, bind.party(row.id, row.case_id)),
  id: row.id,
  side: row.side
});
export const openRecord = (seal: Seal, row: { id: number; case_id: number; body: Uint8Array }): RecordBody =>
  seal.open<RecordBody>(row.body, bind.record(row.id, row.case_id));
