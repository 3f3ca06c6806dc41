import type { Paper } from '../../../contract/mediation/case-paper-rules.ts';
import { LABOUR_RIGHTS, PAPER_TITLES, RIGHTS } from './words.ts';

/**
 * The forms, part by part, each naming the data that fills it. The window's preview, the .docx templates and the list of missing
 * fields all derive from them, so they always agree. Fields follow the Ministry of Justice's forms of 2010.
 */
export interface Cell {
  label: string;
  key: string;
}
export type FormBlock =
  | { kind: 'fields'; lines: Cell[][] }
  /** Repeats the lines for each item of a list. */
  | { kind: 'each'; list: string; caption: string; lines: Cell[][] }
  | { kind: 'table'; caption: string; list: string; columns: { title: string; width: number; key: string }[] }
  | { kind: 'text'; label: string; key: string; lines: number }
  | { kind: 'list'; label: string; list: string }
  /** Fixed text of the form; `{key}` is filled in. `when`: only with this data. */
  | { kind: 'fixed'; text: string; when?: string }
  | { kind: 'signatures'; lines: Cell[] }
  | { kind: 'seal' };

export interface Form {
  title: string;
  /** Whether the case's number stands under the title. */
  numbered: boolean;
  blocks: FormBlock[];
}

const cell = (label: string, key: string): Cell => ({ label, key });
const person: Cell[][] = [
  [cell('姓名（名称）', 'name'), cell('性别', 'sex'), cell('民族', 'ethnicity'), cell('年龄', 'age')],
  [cell('职业或职务', 'occupation'), cell('联系方式', 'phone')],
  [cell('证件号码', 'idNumber'), cell('单位', 'organisation')],
  [cell('住址', 'address')]
];
const parties: FormBlock[] = [
  { kind: 'each', list: 'applicants', caption: '申请人 {no}', lines: person },
  { kind: 'each', list: 'respondents', caption: '被申请人 {no}', lines: person }
];
const partySignatures: FormBlock = {
  kind: 'signatures',
  lines: [cell('当事人（签名、盖章或按指印）', 'applicantNames'), cell('当事人（签名、盖章或按指印）', 'respondentNames')]
};
const text = (label: string, key: string, lines = 4): FormBlock => ({ kind: 'text', label, key, lines });
const fields = (...lines: Cell[][]): FormBlock => ({ kind: 'fields', lines });
const seal: FormBlock = { kind: 'seal' };
const form = (paper: Paper, numbered: boolean, blocks: FormBlock[]): Form => ({ title: PAPER_TITLES[paper], numbered, blocks });

const instalments: FormBlock = {
  kind: 'table',
  caption: '履行期限',
  list: 'instalments',
  columns: [
    { title: '期次', width: 8, key: 'number' },
    { title: '履行日期', width: 20, key: 'dueOn' },
    { title: '金额（元）', width: 20, key: 'amount' },
    { title: '履行内容', width: 28, key: 'what' },
    { title: '履行人', width: 12, key: 'payer' },
    { title: '收取人', width: 12, key: 'payee' }
  ]
};

/** The form of every paper; enclosures have no printed form. */
export const FORMS: Record<Paper, Form> = {
  cover: form('cover', false, [
    fields(
      [cell('卷名', 'volumeTitle')],
      [cell('卷号', 'number')],
      [cell('纠纷类型', 'type')],
      [cell('调解员', 'mediators'), cell('调解日期', 'mediatedOn')],
      [cell('立卷人', 'boundBy'), cell('立卷日期', 'boundOn')],
      [cell('保管期限', 'retention'), cell('卷内页数', 'pages')],
      [cell('备注', 'remarks')]
    ),
    seal
  ]),
  index: form('index', true, [
    {
      kind: 'table',
      caption: '',
      list: 'papers',
      columns: [
        { title: '序号', width: 12, key: 'number' },
        { title: '文书名称', width: 52, key: 'title' },
        { title: '页号', width: 18, key: 'pages' },
        { title: '备注', width: 18, key: 'remarks' }
      ]
    }
  ]),
  application: form('application', false, [
    ...parties,
    text('纠纷简要情况', 'facts', 8),
    text('当事人申请事项', 'demands', 5),
    { kind: 'fixed', text: '特申请{committee}予以调解。人民调解委员会已将申请人民调解的相关规定告知申请人，现自愿申请调解。' },
    { kind: 'signatures', lines: [cell('申请人（签名、盖章或按指印）', 'applicantNames'), cell('申请日期', 'appliedOn')] }
  ]),
  register: form('register', true, [
    fields(
      [cell('受理日期', 'acceptedOn'), cell('纠纷类型', 'type')],
      [cell('案件来源', 'source'), cell('移交单位', 'referredBy')],
      [cell('申请方式', 'applicationForm'), cell('涉及金额（元）', 'amount')]
    ),
    ...parties,
    text('纠纷简要情况', 'facts', 8),
    text('申请事项', 'demands', 3),
    fields([cell('受理意见', 'decision')], [cell('调解期限', 'limit'), cell('适用规定', 'basis')]),
    { kind: 'signatures', lines: [cell('当事人', 'applicantNames'), cell('登记人', 'registrar')] },
    seal
  ]),
  rights_notice: form('rights_notice', true, [
    fields([cell('当事人', 'partyNames')]),
    ...RIGHTS.map((words): FormBlock => ({ kind: 'fixed', text: words })),
    { kind: 'fixed', text: LABOUR_RIGHTS, when: 'isLabour' },
    fields([cell('告知方式', 'noticeHow'), cell('告知日期', 'noticeOn')]),
    { kind: 'fixed', text: '以上内容当事人已经知悉。' },
    partySignatures,
    { kind: 'signatures', lines: [cell('人民调解员', 'mediators')] },
    seal
  ]),
  identity: form('identity', true, [{ kind: 'fixed', text: '当事人身份证明附后。' }]),
  referral_letter: form('referral_letter', true, [{ kind: 'fixed', text: '委托或移送调解函附后。' }]),
  authorisation: form('authorisation', false, [
    {
      kind: 'each',
      list: 'agents',
      caption: '委托人：{client}',
      lines: [
        [cell('受委托人', 'name'), cell('证件号码', 'idNumber')],
        [cell('工作单位', 'organisation'), cell('联系方式', 'phone')],
        [cell('委托权限', 'power')],
        [cell('授权范围', 'scope')]
      ]
    },
    { kind: 'fixed', text: '现委托上列受委托人在{committee}调解的{volumeTitle}中，作为委托人的代理人参加调解。' },
    { kind: 'signatures', lines: [cell('委托人（签名、盖章或按指印）', 'clients'), cell('受委托人', 'agentNames')] }
  ]),
  investigation: form('investigation', true, [
    fields(
      [cell('时间', 'time')],
      [cell('地点', 'place')],
      [cell('参加人', 'participants')],
      [cell('被调查人', 'questioned')],
      [cell('调查人', 'investigators'), cell('记录人', 'recorder')]
    ),
    text('记录', 'content', 14),
    {
      kind: 'signatures',
      lines: [cell('被调查人（签名或按指印）', 'questioned'), cell('调查人', 'investigators'), cell('记录人', 'recorder')]
    }
  ]),
  evidence_list: form('evidence_list', true, [
    {
      kind: 'table',
      caption: '',
      list: 'evidence',
      columns: [
        { title: '序号', width: 8, key: 'number' },
        { title: '证据名称', width: 26, key: 'title' },
        { title: '种类', width: 12, key: 'kind' },
        { title: '提交人', width: 14, key: 'by' },
        { title: '原件', width: 8, key: 'original' },
        { title: '页数', width: 8, key: 'pages' },
        { title: '证明内容', width: 24, key: 'proves' }
      ]
    },
    { kind: 'signatures', lines: [cell('提交人', 'applicantNames'), cell('接收人', 'mediators')] }
  ]),
  mediation_record: form('mediation_record', true, [
    fields(
      [cell('时间', 'time')],
      [cell('地点', 'place')],
      [cell('事由', 'matter')],
      [cell('当事人', 'present')],
      [cell('参加人', 'participants')],
      [cell('调解次数', 'round'), cell('是否公开', 'open')]
    ),
    text('记录', 'content', 14),
    text('调解结果', 'result', 2),
    partySignatures,
    { kind: 'signatures', lines: [cell('参加人', 'participants'), cell('人民调解员', 'mediators'), cell('记录人', 'recorder')] }
  ]),
  agreement: form('agreement', true, [
    ...parties,
    text('纠纷主要事实、争议事项', 'agreementFacts', 6),
    { kind: 'fixed', text: '经调解，双方当事人自愿达成如下协议：' },
    { kind: 'list', label: '协议内容', list: 'items' },
    fields([cell('履行方式', 'way')], [cell('履行地点', 'performancePlace')], [cell('履行期限', 'term')]),
    instalments,
    {
      kind: 'fixed',
      text: '本协议一式{copies}份，当事人、人民调解委员会各持一份。本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，具有法律约束力。'
    },
    partySignatures,
    { kind: 'signatures', lines: [cell('人民调解员', 'mediators'), cell('记录人', 'recorder')] },
    seal
  ]),
  oral_register: form('oral_register', true, [
    ...parties,
    text('纠纷主要事实、争议事项', 'agreementFacts', 6),
    { kind: 'list', label: '协议内容', list: 'items' },
    fields(
      [cell('履行方式', 'way')],
      [cell('履行地点', 'performancePlace')],
      [cell('履行期限', 'term')],
      [cell('达成协议日期', 'effectiveOn')]
    ),
    instalments,
    { kind: 'signatures', lines: [cell('人民调解员', 'mediators'), cell('记录人', 'recorder')] },
    seal
  ]),
  visit_record: form('visit_record', true, [
    fields(
      [cell('当事人', 'partyNames')],
      [cell('调解协议编号', 'number')],
      [cell('回访事由', 'about')],
      [cell('回访方式', 'how'), cell('回访日期', 'date')],
      [cell('履行情况', 'performed'), cell('满意度', 'satisfaction')],
      [cell('有无起诉迹象', 'suing'), cell('有无激化迹象', 'escalating')]
    ),
    text('回访情况', 'content', 8),
    { kind: 'signatures', lines: [cell('回访人', 'visitor'), cell('被回访人', 'visited')] }
  ]),
  performance_proof: form('performance_proof', true, [
    fields(
      [cell('当事人', 'partyNames')],
      [cell('履行期次', 'instalment'), cell('约定日期', 'dueOn')],
      [cell('实际履行日期', 'date'), cell('履行金额（元）', 'paid')],
      [cell('履行方式', 'how')]
    ),
    text('说明', 'content', 3),
    { kind: 'signatures', lines: [cell('履行人', 'payer'), cell('收取人', 'payee'), cell('见证人', 'mediators')] }
  ]),
  confirmation_application: form('confirmation_application', false, [
    ...parties,
    { kind: 'fixed', text: '申请人与被申请人因{type}，于{effectiveOn}经{committee}主持调解，达成如下调解协议：' },
    { kind: 'list', label: '协议内容', list: 'items' },
    {
      kind: 'fixed',
      text: '现双方共同请求{office}依法对上述协议予以确认。双方承诺：出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给他人造成损害的，愿意承担相应的民事责任和其他法律责任。'
    },
    { kind: 'fixed', text: '此致' },
    fields([cell('确认机关', 'office')]),
    partySignatures,
    fields([cell('申请日期', 'confirmationOn')])
  ]),
  non_acceptance: form('non_acceptance', false, [
    fields([cell('当事人', 'partyNames')], [cell('申请日期', 'appliedOn'), cell('纠纷类型', 'type')]),
    { kind: 'fixed', text: '经审查，因{ground}，根据{basis}的规定，本会决定不予受理。' },
    text('理由', 'endReason', 3),
    { kind: 'fixed', text: '本通知同时作为不予调解函，送{referredBy}。', when: 'isReferred' },
    { kind: 'fixed', text: '当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。' },
    fields([cell('通知日期', 'decidedOn')]),
    seal
  ]),
  termination: form('termination', true, [
    fields([cell('当事人', 'partyNames')], [cell('受理日期', 'acceptedOn'), cell('纠纷类型', 'type')]),
    { kind: 'fixed', text: '本会受理的上列当事人之间的纠纷，因{ground}，根据{basis}的规定，终止调解。' },
    text('情况说明', 'endReason', 3),
    { kind: 'fixed', text: '当事人可以依法向劳动争议仲裁委员会申请仲裁。', when: 'isLabour' },
    { kind: 'fixed', text: '当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。' },
    fields([cell('终止日期', 'terminatedOn')]),
    { kind: 'signatures', lines: [cell('人民调解员', 'mediators')] },
    seal
  ]),
  closing_report: form('closing_report', true, [
    fields(
      [cell('当事人', 'partyNames')],
      [cell('纠纷类型', 'type'), cell('案件来源', 'source')],
      [cell('受理日期', 'acceptedOn'), cell('结案日期', 'closedOn')],
      [cell('调解结果', 'outcome'), cell('涉及金额（元）', 'amount')]
    ),
    text('纠纷事实', 'reportFacts', 4),
    text('调解经过', 'reportCourse', 6),
    text('处理结果', 'reportResult', 4),
    text('备注', 'reportRemarks', 2),
    { kind: 'signatures', lines: [cell('人民调解员', 'mediators'), cell('审核人', 'blank')] },
    seal
  ]),
  volume_note: form('volume_note', true, [
    text('情况说明', 'volumeNote', 10),
    fields([cell('立卷人', 'boundBy'), cell('检查人', 'blank')], [cell('立卷日期', 'boundOn')])
  ]),
  back_cover: form('back_cover', false, [
    { kind: 'fixed', text: '本卷宗连面带底共　{pagesAll}　页，附证物　　　件。' },
    fields([cell('立卷人', 'boundBy'), cell('检查人', 'blank')])
  ])
};
