import { z } from 'zod';
import { date, id, instant, line, requiredLine, text, version } from '../core/base.ts';
import { CONFLICT_GROUNDS } from './case-conflicts.ts';
import { MAX_FEN } from './case-types.ts';

/** What is written down in a case, as forms give it. Only kinds, dates, counts and authors are not sealed. */

export const fen = z.number().int().min(0).max(MAX_FEN);
/** Most parties of one side, and most representatives who speak for them (宁波条例 §20). */
export const MAX_PARTIES = 200;
export const MAX_REPRESENTATIVES = 5;
export const MAX_EVIDENCE_BYTES = 50 * 1024 * 1024;

export const SIDES = ['applicant', 'respondent'] as const;
export type Side = (typeof SIDES)[number];

/** 委托代理人: a lawyer, a relative, somebody of the same employer or union, or another; with general or special power. */
export const agent = z.object({
  name: requiredLine(40),
  kind: z.enum(['lawyer', 'relative', 'colleague', 'union', 'other']).default('other'),
  idNumber: line(30).default(''),
  phone: line(30).default(''),
  organisation: line(60).default(''),
  power: z.enum(['general', 'special']).default('general'),
  /** What a special power lets the agent do. */
  scope: line(300).default('')
});
export type Agent = z.infer<typeof agent>;

export const partyFields = {
  side: z.enum(SIDES),
  kind: z.enum(['person', 'organisation']),
  /** The person's or organisation's record; null: none. The case keeps its own copy, which later changes of that record leave alone. */
  personId: id.nullable().default(null),
  organisationId: id.nullable().default(null),
  name: requiredLine(60),
  sex: z.enum(['male', 'female', '']).default(''),
  ethnicity: line(20).default(''),
  birthDate: date.nullable().default(null),
  /** ID number of a person, or credit code of an organisation. */
  idNumber: line(30).default(''),
  /** 职业或职务; for an organisation, its legal representative. */
  occupation: line(40).default(''),
  phone: line(30).default(''),
  /** 工作单位; empty for an organisation. */
  organisation: line(60).default(''),
  address: line(120).default(''),
  /** One of up to five who speak for all of their side. */
  representative: z.boolean().default(false),
  agent: agent.nullable().default(null)
};
export const partyInput = z.object({ ...partyFields, id: id.optional() });
export type PartyInput = z.infer<typeof partyInput>;
export const party = z.object({ ...partyFields, id });
export type Party = z.infer<typeof party>;

/** The rule that a list of parties breaks, or null. */
export function partiesProblem(
  parties: readonly Pick<PartyInput, 'side' | 'representative'>[]
): { reason: 'too_many' | 'representatives'; side: Side } | null {
  for (const side of SIDES) {
    const mine = parties.filter((one) => one.side === side);
    if (mine.length > MAX_PARTIES) return { reason: 'too_many', side };
    if (mine.filter((one) => one.representative).length > MAX_REPRESENTATIVES) return { reason: 'representatives', side };
  }
  return null;
}

const place = line(80).default('');
const people = z.array(requiredLine(60)).max(60).default([]);
const partyIds = z
  .array(id)
  .max(2 * MAX_PARTIES)
  .default([]);

export const ROUND_RESULTS = ['continue', 'agreed', 'failed'] as const;
export type RoundResult = (typeof ROUND_RESULTS)[number];

/** The body of a record, by kind. */
export const recordBody = z.discriminatedUnion('kind', [
  /** 权利义务告知: to whom, and how. */
  z.object({
    kind: z.literal('notice'),
    partyIds,
    how: z.enum(['in_person', 'post', 'phone', 'message']).default('in_person'),
    content: text(4000).default('')
  }),
  /** 调查记录 */
  z.object({
    kind: z.literal('investigation'),
    place,
    until: instant.nullable().default(null),
    participants: people,
    questioned: line(120).default(''),
    investigators: people,
    recorder: line(40).default(''),
    content: text(20_000)
  }),
  /** 调解记录 of one round */
  z.object({
    kind: z.literal('round'),
    place,
    until: instant.nullable().default(null),
    matter: line(200).default(''),
    partyIds,
    /** Others who were invited: relatives, experts, a union. */
    participants: people,
    recorder: line(40).default(''),
    open: z.boolean().default(false),
    content: text(20_000),
    outcome: text(4000).default(''),
    result: z.enum(ROUND_RESULTS)
  }),
  /** 回访记录 */
  z.object({
    kind: z.literal('visit'),
    partyIds,
    visitor: line(40).default(''),
    how: z.enum(['in_person', 'phone', 'message']).default('phone'),
    about: line(200).default(''),
    performed: z.enum(['all', 'part', 'none', 'not_due']),
    satisfaction: z.number().int().min(1).max(5).nullable().default(null),
    /** Signs of a lawsuit, or of an escalation. */
    suing: z.boolean().default(false),
    escalating: z.boolean().default(false),
    content: text(4000)
  }),
  /** 履行: money paid or a thing done for an instalment. */
  z.object({
    kind: z.literal('performance'),
    instalmentId: id,
    fen: fen.default(0),
    how: line(60).default(''),
    evidenceId: id.nullable().default(null),
    content: text(2000).default('')
  }),
  /** 督促: a reminder of an instalment. */
  z.object({
    kind: z.literal('reminder'),
    instalmentId: id.nullable().default(null),
    how: z.enum(['in_person', 'post', 'phone', 'message']).default('phone'),
    whom: line(60).default(''),
    content: text(2000).default('')
  }),
  /** 结案报告 */
  z.object({
    kind: z.literal('report'),
    facts: text(8000).default(''),
    course: text(8000).default(''),
    result: text(8000),
    remarks: text(2000).default('')
  }),
  /** Anything else worth recording, such as 激化 or 司法确认. */
  z.object({ kind: z.literal('note'), about: line(120).default(''), content: text(8000) })
]);
export type RecordBody = z.infer<typeof recordBody>;
export const RECORD_KINDS = ['notice', 'investigation', 'round', 'visit', 'performance', 'reminder', 'report', 'note'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
export const recordKind = z.enum(RECORD_KINDS);

export const caseRecord = z.object({
  id,
  kind: recordKind,
  /** When it took place. */
  at: instant,
  by: z.string(),
  body: recordBody,
  /** The hearing at which the record was written. */
  hearingId: id.nullable(),
  version
});
export type CaseRecord = z.infer<typeof caseRecord>;

/** 身份证明, 合同, 工资单, 考勤, 转账记录, 照片, 录音录像, 证言, 鉴定, 签字文书扫描件, 委托手续, 其他. */
export const EVIDENCE_KINDS = [
  'identity',
  'contract',
  'payslip',
  'attendance',
  'transfer',
  'photo',
  'recording',
  'testimony',
  'expertise',
  'signed_paper',
  'authority',
  'other'
] as const;
export const evidenceFields = {
  kind: z.enum(EVIDENCE_KINDS),
  title: requiredLine(80),
  /** Who handed it in. */
  partyId: id.nullable().default(null),
  original: z.boolean().default(false),
  pages: z.number().int().min(0).max(2000).default(0),
  /** 证明内容 */
  proves: line(300).default('')
};
export const evidenceItem = z.object({
  ...evidenceFields,
  id,
  /** The file's name, type, size and SHA-256; null: described without a file. */
  file: z.object({ name: z.string(), mime: z.string(), bytes: z.number().int(), sha256: z.string() }).nullable(),
  addedAt: instant,
  addedBy: z.string(),
  version
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

export const agreementFields = {
  form: z.enum(['oral', 'written']),
  /** 主要事实和争议 */
  facts: text(8000).default(''),
  /** 协议内容, item by item. */
  items: z.array(requiredLine(1000)).max(50),
  /** 履行方式, 地点, 期限 */
  way: line(300).default(''),
  placeOfPerformance: line(120).default(''),
  term: line(200).default(''),
  copies: z.number().int().min(1).max(60).default(3),
  instalments: z
    .array(
      z.object({
        id: id.optional(),
        dueOn: date,
        fen,
        what: line(200).default(''),
        payerId: id.nullable().default(null),
        payeeId: id.nullable().default(null)
      })
    )
    .max(120),
  /** Whether a party asked for it in writing, and whether everything is performed on the spot. */
  writtenRequested: z.boolean().default(false),
  onTheSpot: z.boolean().default(false),
  /** Whether it settles marriage, adoption or another personal status, which no court confirms (法释〔2011〕5号 §4). */
  aboutStatus: z.boolean().default(false),
  /** The parties who have signed; then when the mediator signed and when the committee sealed it. */
  signedBy: z
    .array(z.object({ partyId: id, on: date, how: z.enum(['signature', 'seal', 'thumb']).default('signature') }))
    .max(2 * MAX_PARTIES)
    .default([]),
  mediatorSignedOn: date.nullable().default(null),
  sealedOn: date.nullable().default(null)
};
export const agreementInput = z.object(agreementFields);
export type AgreementInput = z.infer<typeof agreementInput>;

/** 回避: a party, the mediator or the station asks for it. */
export const recusalFields = {
  personId: id,
  on: date,
  askedBy: z.enum(['party', 'mediator', 'station']),
  ground: z.enum(CONFLICT_GROUNDS),
  reason: text(1000)
};
export const RECUSAL_OUTCOMES = ['pending', 'replaced', 'kept'] as const;
export const recusal = z.object({
  ...recusalFields,
  id,
  name: z.string(),
  outcome: z.enum(RECUSAL_OUTCOMES),
  decidedOn: date.nullable(),
  decision: z.string(),
  by: z.string()
});
export type Recusal = z.infer<typeof recusal>;
