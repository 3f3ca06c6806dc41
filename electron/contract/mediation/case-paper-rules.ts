import { z } from 'zod';
import { date, id } from '../core/base.ts';
import type { Outcome } from './case-states.ts';
import { REFERRED, type CaseSource } from './case-types.ts';

/**
 * The papers of a volume (卷宗) in their order: the Ministry of Justice's forms of 2010 and the station's additions. No database.
 */
export const PAPERS = [
  'cover',
  'index',
  'application',
  'referral_letter',
  'register',
  'rights_notice',
  'identity',
  'authorisation',
  'investigation',
  'evidence_list',
  'mediation_record',
  'agreement',
  'oral_register',
  'visit_record',
  'performance_proof',
  'confirmation_application',
  'non_acceptance',
  'termination',
  'closing_report',
  'volume_note',
  'back_cover'
] as const;
/**
 * 卷宗封面, 卷内目录, 申请书, 委托或移送函, 受理登记表, 权利义务告知书, 身份证明, 授权委托书, 调查记录, 证据材料清单, 调解记录, 协议书, 口头协议登记表, 回访记录,
 * 履行凭证, 司法确认申请书, 不予受理通知书, 终止调解通知书, 结案报告, 卷宗情况说明, 封底.
 */
export type Paper = (typeof PAPERS)[number];
export const paper = z.enum(PAPERS);

/** Papers written once for each record of a kind: an investigation, a round, a visit. */
export const PER_RECORD = {
  investigation: 'investigation',
  mediation_record: 'round',
  visit_record: 'visit',
  performance_proof: 'performance'
} as const satisfies Partial<Record<Paper, string>>;
/** Papers that the program makes when the volume is bound; nobody files them. */
export const BOUND: readonly Paper[] = ['cover', 'index', 'volume_note', 'back_cover'];
/** Enclosures: papers without a printed form. */
export const ENCLOSURES: readonly Paper[] = ['identity', 'referral_letter'];

export interface VolumeSubject {
  outcome: Outcome;
  source: CaseSource;
  applicationForm: 'oral' | 'written';
  agents: number;
  investigations: number;
  rounds: number;
  visits: number;
  performances: number;
  evidence: number;
  confirmation: string;
}

/**
 * The papers that a complete volume (卷宗) must have, in order. A refused application has no mediation, a terminated case has no
 * agreement, and an oral agreement is registered on a form.
 */
export function requiredPapers(subject: VolumeSubject): Paper[] {
  const { outcome } = subject;
  const accepted = outcome !== 'refused';
  const agreed = outcome === 'oral' || outcome === 'written';
  const needed: Record<Paper, boolean> = {
    cover: true,
    index: true,
    application: subject.source === 'application' && subject.applicationForm === 'written',
    // 委托调解函 (宁波 §19), or the letter with which another office sent the dispute.
    referral_letter: REFERRED.includes(subject.source),
    register: true,
    rights_notice: accepted,
    identity: accepted,
    authorisation: subject.agents > 0,
    investigation: agreed || subject.investigations > 0,
    evidence_list: subject.evidence > 0,
    mediation_record: agreed || subject.rounds > 0,
    agreement: outcome === 'written',
    oral_register: outcome === 'oral',
    visit_record: agreed,
    performance_proof: agreed && subject.performances > 0,
    confirmation_application: subject.confirmation !== 'none',
    non_acceptance: outcome === 'refused',
    termination: outcome === 'terminated',
    closing_report: true,
    volume_note: true,
    back_cover: true
  };
  return PAPERS.filter((one) => needed[one]);
}

/** A paper filed in the volume, for one record or for the whole case (`recordId` null). */
export const FILED = z.object({ paper, recordId: id.nullable(), pages: z.number().int().min(1).max(2000), filedOn: date });
export type FiledPaper = Omit<z.infer<typeof FILED>, 'filedOn'>;

/** `bound`: made when the volume is bound. `extra`: filed though not required. */
export const PAPER_STANDINGS = ['filed', 'missing', 'bound', 'extra'] as const;

export interface PaperStanding {
  paper: Paper;
  standing: (typeof PAPER_STANDINGS)[number];
  filed: number;
  /** How many are required: one, or one for each record. */
  wanted: number;
}

/**
 * Compares a volume with what it must have. A paper written for each record is missing while any record lacks it.
 * @param recordIds ids of the case's records by kind
 */
export function volumeStanding(
  subject: VolumeSubject,
  recordIds: Partial<Record<string, readonly number[]>>,
  filed: readonly FiledPaper[]
): PaperStanding[] {
  const required = requiredPapers(subject);
  return PAPERS.filter((one) => required.includes(one) || filed.some((row) => row.paper === one)).map((one) => {
    const mine = filed.filter((row) => row.paper === one);
    const kind = (PER_RECORD as Partial<Record<Paper, string>>)[one];
    const records = kind === undefined ? null : (recordIds[kind] ?? []);
    const wanted = records === null ? 1 : Math.max(1, records.length);
    const there = records === null ? Math.min(1, mine.length) : records.filter((id) => mine.some((row) => row.recordId === id)).length;
    if (!required.includes(one)) return { paper: one, standing: 'extra', filed: mine.length, wanted: 0 };
    if (BOUND.includes(one)) return { paper: one, standing: 'bound', filed: mine.length, wanted: 1 };
    return { paper: one, standing: there >= wanted ? 'filed' : 'missing', filed: there, wanted };
  });
}

/** Names of the papers that are missing. */
export const missingPapers = (standing: readonly PaperStanding[]): Paper[] =>
  standing.filter((row) => row.standing === 'missing').map((row) => row.paper);

/**
 * How many pages each paper takes in the volume: the larger of the pages laid out and the pages filed, and at least one. More pages
 * are filed than laid out where copies of identity cards or evidence lie behind a form; they need page numbers too.
 * @param papers in the order of the volume
 * @param laidOut pages that the window laid out, as far as it did
 */
export function volumePages(
  papers: readonly Pick<FiledPaper, 'paper' | 'recordId'>[],
  filed: readonly FiledPaper[],
  laidOut: readonly FiledPaper[]
): FiledPaper[] {
  const pagesIn = (list: readonly FiledPaper[], of: Pick<FiledPaper, 'paper' | 'recordId'>) =>
    list.find((row) => row.paper === of.paper && row.recordId === of.recordId)?.pages ?? 0;
  return papers.map(({ paper, recordId }) => ({
    paper,
    recordId,
    pages: Math.max(1, pagesIn(filed, { paper, recordId }), pagesIn(laidOut, { paper, recordId }))
  }));
}

/** Lines of the index: papers in order with their first and last page, from 1. The covers and the index take no page number. */
export function volumeIndex<P extends FiledPaper>(filed: readonly P[]): (P & { number: number; firstPage: number; lastPage: number })[] {
  const inOrder = [...filed]
    .filter((row) => row.paper !== 'cover' && row.paper !== 'index' && row.paper !== 'back_cover')
    .sort((a, b) => PAPERS.indexOf(a.paper) - PAPERS.indexOf(b.paper));
  let page = 1;
  return inOrder.map((row, i) => {
    const firstPage = page;
    page += Math.max(1, row.pages);
    return { ...row, number: i + 1, firstPage, lastPage: page - 1 };
  });
}
