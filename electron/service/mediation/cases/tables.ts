import type { Confirmer } from '../../../contract/mediation/case-states.ts';
import type { Generated } from 'kysely';
import type { ConflictGround } from '../../../contract/mediation/case-conflicts.ts';
import type { Paper } from '../../../contract/mediation/case-paper-rules.ts';
import type { RecordKind, RoundResult, Side } from '../../../contract/mediation/case-records.ts';
import type { CaseState, Confirmation, Escalation, Ground, Outcome } from '../../../contract/mediation/case-rules.ts';
import type { AmountBand, CaseSource, CaseType, Place, Regime, Retention } from '../../../contract/mediation/case-types.ts';

/** Sealed data. Written empty and filled in once the row has the id to which it is bound. */
type Sealed = Generated<Uint8Array>;

export interface CaseSubtypeTable {
  id: Generated<number>;
  type: CaseType;
  /** Key of a sub-type of the program, such as `wages`; null: the station's own. */
  key: string | null;
  name: string;
  archived: Generated<number>;
  version: Generated<number>;
}

export interface MediationCaseTable {
  id: Generated<number>;
  /** Given on acceptance, without gaps and never reused; triggers guard it. */
  year: number | null;
  serial: number | null;
  number: string | null;
  state: CaseState;
  state_before: CaseState | null;
  type: CaseType;
  subtype_id: number | null;
  regime: Regime;
  place: Place;
  source: CaseSource;
  application_form: 'oral' | 'written';
  applied_on: string;
  accepted_on: string | null;
  extended_to: string | null;
  effective_on: string | null;
  terminated_on: string | null;
  performed_on: string | null;
  closed_on: string | null;
  archived_on: string | null;
  ground: Ground | null;
  outcome: Outcome | null;
  amount_band: AmountBand;
  risk: 'none' | 'watch' | 'high';
  complex: number;
  applicants: Generated<number>;
  respondents: Generated<number>;
  /** Number of parties with an agent. */
  agents: Generated<number>;
  facts_given: Generated<number>;
  demands_given: Generated<number>;
  check_sued: number | null;
  check_refused: number | null;
  check_scope: number | null;
  check_consent: number | null;
  confirmation: Generated<Confirmation>;
  confirmer: Confirmer | null;
  confirmation_applied_on: string | null;
  confirmation_accepted_on: string | null;
  confirmation_extended: Generated<number>;
  confirmation_decided_on: string | null;
  escalation: Generated<Escalation>;
  escalated_on: string | null;
  escalation_settled_on: string | null;
  crime_cases: Generated<number>;
  crime_people: Generated<number>;
  petition_cases: Generated<number>;
  petition_people: Generated<number>;
  retention: Retention | null;
  retention_until: string | null;
  /** CaseCore, and CaseCard for lists. */
  core: Sealed;
  card: Sealed;
  created_at: number;
  created_by: string;
  version: Generated<number>;
}

export interface CaseTextTable {
  case_id: number;
  version: Generated<number>;
  /** The searchable text of the case. */
  body: Uint8Array;
}

export interface CaseMediatorTable {
  case_id: number;
  person_id: number;
  /** 0: the lead mediator. */
  position: number;
}

export interface CasePartyTable {
  id: Generated<number>;
  case_id: number;
  side: Side;
  position: number;
  body: Sealed;
}

export interface CaseHearingTable {
  id: Generated<number>;
  case_id: number;
  purpose: 'round' | 'investigation' | 'signing' | 'other';
  from_at: number;
  to_at: number;
  zone_id: number | null;
  setup_minutes: number;
  clearup_minutes: number;
  state: 'planned' | 'suspended' | 'cancelled';
  closure_id: number | null;
  note: Sealed;
  version: Generated<number>;
}

export interface CaseHearingMediatorTable {
  hearing_id: number;
  person_id: number;
}

export interface CaseAgreementTable {
  case_id: number;
  form: 'oral' | 'written';
  items: number;
  written_requested: number;
  on_the_spot: number;
  about_status: number;
  parties_signed: number;
  mediator_signed_on: string | null;
  sealed_on: string | null;
  body: Sealed;
  version: Generated<number>;
}

export interface CaseInstalmentTable {
  id: Generated<number>;
  case_id: number;
  number: number;
  due_on: string;
  settled_on: string | null;
  reminders: Generated<number>;
  reminded_at: number | null;
  body: Sealed;
}

export interface CaseRecordTable {
  id: Generated<number>;
  case_id: number;
  kind: RecordKind;
  at: number;
  by: string;
  hearing_id: number | null;
  instalment_id: number | null;
  result: RoundResult | null;
  body: Sealed;
  created_at: number;
  version: Generated<number>;
}

export interface CaseEvidenceTable {
  id: Generated<number>;
  case_id: number;
  /** Size of the file, bytes; null: described without a file. */
  bytes: number | null;
  body: Sealed;
  added_at: number;
  added_by: string;
  version: Generated<number>;
}

export interface CaseEvidenceFileTable {
  evidence_id: number;
  sealed: Uint8Array;
}

export interface CasePaperTable {
  case_id: number;
  paper: Paper;
  /** 0: a paper of the whole case. */
  record_id: number;
  pages: number;
  filed_on: string;
  filed_by: string;
}

export interface CaseRecusalTable {
  id: Generated<number>;
  case_id: number;
  person_id: number;
  on_date: string;
  asked_by: 'party' | 'mediator' | 'station';
  ground: ConflictGround;
  outcome: 'pending' | 'replaced' | 'kept';
  decided_on: string | null;
  replaced_by: number | null;
  body: Sealed;
  by: string;
  at: number;
}

export interface CaseEventTable {
  id: Generated<number>;
  case_id: number;
  at: number;
  by: string;
  kind: 'step' | 'side_step' | 'removed' | 'changed' | 'recusal' | 'hearing' | 'paper';
  ref_id: number | null;
  params: string;
  reason: Uint8Array | null;
}

export interface CaseTables {
  case_subtype: CaseSubtypeTable;
  mediation_case: MediationCaseTable;
  case_text: CaseTextTable;
  case_mediator: CaseMediatorTable;
  case_party: CasePartyTable;
  case_hearing: CaseHearingTable;
  case_hearing_mediator: CaseHearingMediatorTable;
  case_agreement: CaseAgreementTable;
  case_instalment: CaseInstalmentTable;
  case_record: CaseRecordTable;
  case_evidence: CaseEvidenceTable;
  case_evidence_file: CaseEvidenceFileTable;
  case_paper: CasePaperTable;
  case_recusal: CaseRecusalTable;
  case_event: CaseEventTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends CaseTables {}
}
