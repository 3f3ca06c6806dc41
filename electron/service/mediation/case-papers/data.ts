import { mediationLimit } from '../../../contract/mediation/case-clocks.ts';
import { volumeIndex, type FiledPaper } from '../../../contract/mediation/case-paper-rules.ts';
import { CASE_STEP_RULES, REFERRED, type CaseDetail, type Party } from '../../../contract/mediation/cases.ts';
import type { Article } from '../../../contract/mediation/case-law.ts';
import type { MediationSettings } from '../../../contract/mediation/mediators.ts';
import { ageOn, clockOf, dateOf } from '../../../contract/core/time.ts';
import { TYPE_WORDS } from '../case-figures/labels.ts';
import {
  EVIDENCE_WORDS,
  GROUND_WORDS,
  HOW_WORDS,
  LAW_WORDS,
  PAPER_TITLES,
  PERFORMED_WORDS,
  POWER_WORDS,
  RESULT_WORDS,
  RETENTION_WORDS,
  SEX_WORDS,
  SOURCE_WORDS
} from './words.ts';

/** A line of a list, with texts as values. */
export type Line = Record<string, string>;
/** The data of a form: texts, lists of lines, and booleans for optional parts. */
export type PaperData = Record<string, string | Line[] | boolean>;

/** `2026年11月22日`; empty for none. */
export const dateWords = (date: string | null | undefined): string =>
  date ? `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日` : '';
const timeWords = (at: number, until: number | null): string =>
  `${dateWords(dateOf(at))} ${clockOf(at)}${until === null ? '' : ` 至 ${dateOf(until) === dateOf(at) ? '' : `${dateWords(dateOf(until))} `}${clockOf(until)}`}`;
/** Fen as yuan: `66,000.00`. */
export const yuan = (fen: number): string => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const names = (list: readonly string[]): string => list.filter((name) => name !== '').join('、');
const articles = (list: readonly Article[]): string =>
  list.map(({ law, article }) => `${LAW_WORDS[law]}${article === '' ? '' : `第${article}条`}`).join('、');
const yes = (value: boolean): string => (value ? '是' : '否');

function partyLine(party: Party, no: number, day: string): Line {
  return {
    no: String(no),
    name: party.name,
    sex: SEX_WORDS[party.sex],
    ethnicity: party.ethnicity,
    age: party.birthDate ? String(ageOn(party.birthDate, day)) : '',
    occupation: party.occupation,
    phone: party.phone,
    idNumber: party.idNumber,
    organisation: party.organisation,
    address: party.address
  };
}

/** The title of the volume: `赵甲子等11人与某公司劳动争议纠纷`. */
function volumeTitle(detail: CaseDetail): string {
  const side = (of: 'applicant' | 'respondent') => {
    const mine = detail.parties.filter((party) => party.side === of);
    return mine.length > 1
      ? `${mine[0]!.name}等${mine.length}${mine.every((party) => party.kind === 'person') ? '人' : '方'}`
      : (mine[0]?.name ?? '');
  };
  return `${side('applicant')}与${side('respondent')}${TYPE_WORDS[detail.type]['zh-CN']}`;
}

/** The reason given with the last step of a kind; empty without one. */
const reasonOf = (detail: CaseDetail, step: string): string =>
  detail.timeline.find((event) => event.kind === 'step' && event.params['step'] === step)?.reason ?? '';
const dayOf = (detail: CaseDetail, step: string): string => {
  const on = detail.timeline.find((event) => event.kind === 'step' && event.params['step'] === step)?.params['on'];
  return typeof on === 'string' ? on : '';
};

const OUTCOME_WORDS = { refused: '不予受理', terminated: '终止调解', oral: '达成口头调解协议', written: '达成书面调解协议' } as const;

/**
 * The data that every paper of a case can use.
 * @param today date of the station, `YYYY-MM-DD`
 * @param pages pages of the papers of the volume, in order, for index and covers
 */
export function caseData(detail: CaseDetail, settings: MediationSettings, today: string, pages: readonly FiledPaper[]): PaperData {
  const of = (side: 'applicant' | 'respondent') => detail.parties.filter((party) => party.side === side);
  const agents = detail.parties.flatMap((party) => (party.agent ? [{ client: party.name, ...party.agent }] : []));
  const nameOf = (id: number | null) => detail.parties.find((party) => party.id === id)?.name ?? '';
  const report = detail.records.findLast((record) => record.body.kind === 'report')?.body;
  const notice = detail.records.findLast((record) => record.body.kind === 'notice');
  const ended = detail.effectiveOn ?? detail.terminatedOn;
  const limit =
    detail.acceptedOn === null
      ? null
      : mediationLimit(detail.regime, { appliedOn: detail.appliedOn, acceptedOn: detail.acceptedOn, extendedTo: detail.extendedTo });
  const ending = detail.outcome === 'refused' ? 'refuse' : 'terminate';
  const index = volumeIndex(pages);
  const inside = index.at(-1)?.lastPage ?? 0;
  // Cover, index and back cover take a page each unless they are laid out.
  const around = (['cover', 'index', 'back_cover'] as const).reduce(
    (sum, paper) => sum + (pages.find((row) => row.paper === paper)?.pages ?? 1),
    0
  );
  const lacking = detail.volume.filter((one) => one.standing === 'missing').map((one) => PAPER_TITLES[one.paper]);
  const lastRound = detail.records.findLast((record) => record.body.kind === 'round')?.body;
  const recorder = lastRound?.kind === 'round' ? lastRound.recorder : '';
  return {
    committee: settings.committee,
    studio: settings.studio,
    // A studio uses the seal of its committee (人民调解法 §29).
    sealName: settings.committee,
    sealNumber: settings.sealNumber,
    number: detail.number ?? '',
    type: TYPE_WORDS[detail.type]['zh-CN'] + (detail.subtype ? `（${detail.subtype.name}）` : ''),
    source: SOURCE_WORDS[detail.source],
    referredBy: detail.referredBy,
    applicationForm: detail.applicationForm === 'oral' ? '口头' : '书面',
    amount: detail.amountFen === 0 ? '' : yuan(detail.amountFen),
    facts: detail.facts,
    demands: detail.demands,
    isReferred: REFERRED.includes(detail.source) && detail.referredBy !== '',
    isLabour: detail.regime === 'labour',
    appliedOn: dateWords(detail.appliedOn),
    acceptedOn: dateWords(detail.acceptedOn),
    effectiveOn: dateWords(detail.effectiveOn),
    terminatedOn: dateWords(detail.terminatedOn),
    closedOn: dateWords(detail.closedOn),
    today: dateWords(today),
    blank: '',
    applicants: of('applicant').map((party, i) => partyLine(party, i + 1, today)),
    respondents: of('respondent').map((party, i) => partyLine(party, i + 1, today)),
    applicantNames: names(of('applicant').map((party) => party.name)),
    respondentNames: names(of('respondent').map((party) => party.name)),
    partyNames: names(detail.parties.map((party) => party.name)),
    mediators: names(detail.mediators.map((one) => one.name)),
    registrar: detail.createdBy,
    decision: detail.acceptedOn === null ? '' : '符合受理条件，予以受理',
    limit: limit === null ? '' : `至${dateWords(limit.dueOn)}`,
    basis:
      detail.acceptedOn === null || detail.outcome === 'terminated'
        ? articles(CASE_STEP_RULES[ending].articles(detail))
        : limit === null
          ? ''
          : articles(limit.articles),
    noticeHow: notice?.body.kind === 'notice' ? HOW_WORDS[notice.body.how] : '',
    noticeOn: notice ? dateWords(dateOf(notice.at)) : '',
    agents: agents.map((one) => ({
      client: one.client,
      name: one.name,
      idNumber: one.idNumber,
      organisation: one.organisation,
      phone: one.phone,
      power: POWER_WORDS[one.power],
      scope: one.scope
    })),
    clients: names(agents.map((one) => one.client)),
    agentNames: names(agents.map((one) => one.name)),
    evidence: detail.evidence.map((one, i) => ({
      number: String(i + 1),
      title: one.title,
      kind: EVIDENCE_WORDS[one.kind],
      by: nameOf(one.partyId),
      original: yes(one.original),
      pages: one.pages === 0 ? '' : String(one.pages),
      proves: one.proves
    })),
    agreementFacts: detail.agreement?.facts ?? '',
    items: (detail.agreement?.items ?? []).map((words, i) => ({ number: String(i + 1), text: words })),
    way: detail.agreement?.way ?? '',
    performancePlace: detail.agreement?.placeOfPerformance ?? '',
    term: detail.agreement?.term ?? '',
    copies: String(detail.agreement?.copies ?? ''),
    recorder,
    instalments: (detail.agreement?.instalments ?? []).map((one) => ({
      number: String(one.number),
      dueOn: dateWords(one.dueOn),
      amount: one.fen === 0 ? '' : yuan(one.fen),
      what: one.what,
      payer: nameOf(one.payerId),
      payee: nameOf(one.payeeId)
    })),
    office: detail.confirmation.office,
    confirmationOn: dateWords(detail.confirmation.appliedOn),
    ground: detail.ground === null ? '' : GROUND_WORDS[detail.ground],
    endReason: reasonOf(detail, ending),
    decidedOn: dateWords(dayOf(detail, 'refuse')),
    outcome: detail.outcome === null ? '' : OUTCOME_WORDS[detail.outcome],
    reportFacts: report?.kind === 'report' ? report.facts || detail.facts : '',
    reportCourse: report?.kind === 'report' ? report.course : '',
    reportResult: report?.kind === 'report' ? report.result : '',
    reportRemarks: report?.kind === 'report' ? report.remarks : '',
    volumeTitle: volumeTitle(detail),
    mediatedOn: detail.acceptedOn === null ? '' : `${dateWords(detail.acceptedOn)}${ended ? ` 至 ${dateWords(ended)}` : ''}`,
    boundBy: detail.mediators.find((one) => one.lead)?.name ?? '',
    boundOn: dateWords(detail.archivedOn ?? today),
    retention: detail.retention === null ? '' : RETENTION_WORDS[detail.retention],
    remarks: detail.retentionUntil === null ? '' : `保管至${dateWords(detail.retentionUntil)}`,
    papers: index.map((row) => ({
      number: String(row.number),
      title: PAPER_TITLES[row.paper],
      pages: row.firstPage === row.lastPage ? String(row.firstPage) : `${row.firstPage}–${row.lastPage}`,
      remarks: ''
    })),
    pages: String(inside),
    pagesAll: String(inside + around),
    volumeNote: `本卷共收入文书${index.length}件，计${inside}页。${lacking.length === 0 ? '卷内文书齐全，经检查无误。' : `尚缺：${lacking.join('、')}。`}`
  };
}

/** The additional data of a paper of one record. */
export function recordData(detail: CaseDetail, recordId: number | null): PaperData {
  const record = detail.records.find((one) => one.id === recordId);
  if (!record) return {};
  const { body, at } = record;
  const nameOf = (id: number | null) => detail.parties.find((party) => party.id === id)?.name ?? '';
  const common = { date: dateWords(dateOf(at)) };
  switch (body.kind) {
    case 'investigation':
      return {
        ...common,
        time: timeWords(at, body.until),
        place: body.place,
        participants: names(body.participants),
        questioned: body.questioned,
        investigators: names(body.investigators),
        recorder: body.recorder,
        content: body.content
      };
    case 'round': {
      const rounds = detail.records.filter((one) => one.kind === 'round');
      return {
        ...common,
        time: timeWords(at, body.until),
        place: body.place,
        matter: body.matter,
        present: names(body.partyIds.map(nameOf)),
        participants: names(body.participants),
        recorder: body.recorder,
        round: `第${rounds.findIndex((one) => one.id === recordId) + 1}次`,
        open: body.open ? '公开' : '不公开',
        content: body.content,
        result: [RESULT_WORDS[body.result], body.outcome].filter((words) => words !== '').join('：')
      };
    }
    case 'visit':
      return {
        ...common,
        about: body.about || '协议履行情况',
        how: HOW_WORDS[body.how],
        performed: PERFORMED_WORDS[body.performed],
        satisfaction: body.satisfaction === null ? '' : `${body.satisfaction}分（满分5分）`,
        suing: body.suing ? '有' : '无',
        escalating: body.escalating ? '有' : '无',
        content: body.content,
        visitor: body.visitor,
        visited: names(body.partyIds.map(nameOf))
      };
    case 'performance': {
      const instalment = detail.agreement?.instalments.find((one) => one.id === body.instalmentId);
      return {
        ...common,
        instalment: instalment ? `第${instalment.number}期 ${instalment.what}`.trim() : '',
        dueOn: dateWords(instalment?.dueOn),
        paid: body.fen === 0 ? '' : yuan(body.fen),
        how: body.how,
        content: body.content,
        payer: nameOf(instalment?.payerId ?? null),
        payee: nameOf(instalment?.payeeId ?? null)
      };
    }
    default:
      return common;
  }
}
