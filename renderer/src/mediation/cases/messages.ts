import { en } from './messages-en.ts';

const zh: typeof en = {
  new: '登记案件',
  register: '登记',
  registerAccept: '登记并受理',
  checksClear: '以上均无障碍，各方同意',
  registered: '已登记，可以开始审查',
  previous: '上一件', following: '下一件', back: '返回案件',
  edit: '修改案件资料',
  view: '显示内容',
  steps: '办理',
  unpublished: '{year} 年放假安排未公布，工作日暂按平常周末计算；公布导入后期限自动更正。',
  paletteList: '调解案件一览',
  mediator: '调解员',
  deadline: '期限',
  noMediator: '未定调解员',
  unnumbered: '未编号',
  appliedOn: '{date} 申请',
  appliedFrom: '申请日期起',
  missingN: '缺 {n}',
  searchHint: '当事人、编号、任何写下的内容',
  found: '找到 {n} 件，显示 {shown} 件',
  empty: '还没有案件',
  emptyFilter: '没有符合条件的案件',
  clearFilter: '清除条件',
  shown: { open: '办理中', ended: '已结束', all: '全部状态' },
  columns: { what: '当事人与案号', state: '状态', due: '期限', mediators: '调解员', amount: '金额' },
  tabs: { overview: '概况', parties: '当事人', records: '调查与调解', evidence: '证据', agreement: '协议与履行', after: '回访与确认', volume: '卷宗' },
  accepted: '已受理，案号 {number}',
  stepTaken: '{step}：现在是“{state}”',
  undoneReason: '撤销刚才的“{step}”',
  employerWarning: '“{name}”90 天内已有 {n} 件欠薪案件，请留意群体性欠薪。',
  employerCases: '“{name}”90 天内有 {n} 件欠薪案件',
  board: {
    whose: '谁的案件', mine: '我的', all: '全部', clocks: '办理期限', employer: '欠薪预警：“{name}”90 天内有 {n} 件欠薪案件。', caseN: '第 {n} 件', notLinked: '您的账号还没有关联调解员，“我的”里不会有案件。',
    empty: '没有在办的案件', emptyMine: '您没有在办的案件', emptyHint: '登记一件，程序会算好受理、调解、履行和回访的期限。', showAll: '看全部案件', noneOfColour: '这一类没有案件', more: '另有 {n} 项',
    hearings: '一周内的调解安排', noHearings: '一周内没有安排', due: '到期的履行与回访', noneDue: '没有到期的履行与回访'
  },
  form: {
    kind: '纠纷', story: '情况与请求', type: '纠纷类型', subtype: '细类', source: '案件来源', place: '纠纷发生地', referredBy: '移送单位与文号', referredHint: '如 某区人民法院 调解委托函（2026）1号', appliedOn: '申请日期',
    applicationForm: '申请方式', amount: '涉及金额', risk: '激化风险', riskNote: '风险情况', complex: '重大、复杂、疑难', facts: '纠纷简要情况', factsHint: '何时、何地、因何事、经过如何、争议在哪里', factsNeeded: '请填写纠纷简要情况', demands: '申请事项',
    demandsHint: '希望对方做什么、付多少', rules: '适用规则与期限', rulesShort: '适用规则', checks: '受理前核对', mediators: '调解员', mediatorsHint: '选择调解员，第一位主持', noMediators: '还没有登记调解员。'
  },
  checks: { sued: '已起诉或已申请仲裁（含已裁判）？', refused: '有一方明确拒绝调解？', outOfScope: '不属于人民调解的范围？', consent: '各方都同意调解？' },
  regime: {
    why: { labour: '劳动争议不论发生在哪里，都按劳动争议调解办理', ningbo: '发生在宁波市的纠纷', general: '一般规定' },
    accept: '{n} 个工作日内决定是否受理，最迟 {date}',
    limitLabour: '自申请之日起 15 日内调解完毕，最迟 {date}',
    limitMonth: '自受理之日起一个月内调解完毕，若按期受理约到 {date}',
    extendLabour: '双方同意的，可以延长',
    extend: '双方同意的可以延长，否则期满终止',
    written: '须订立书面调解协议书',
    oral: '可以口头协议；当事人要求的，订立书面协议',
    confirm_court: '协议生效后 {n} 日内可共同申请人民法院司法确认',
    confirm_arbitration: '协议生效后 {n} 日内可共同申请仲裁审查确认',
    breachLabour: '不履行的，可以申请仲裁；欠薪、工伤医疗费、经济补偿可以申请支付令',
    breach: '不履行的，可以向人民法院起诉'
  },
  party: {
    unnamed: '（未填写姓名）', kinds: { person: '个人', organisation: '单位' }, representativeShort: '代表人', agentShort: '代理人 {name}', agentLine: '代理人 {name}（{kind}，{power}）', remove: '移除{name}',
    none: { applicant: '还没有申请人', respondent: '还没有被申请人' }, representativesHint: '人数众多的，可推选最多 {most} 名代表人（现 {n} 名）', find: '查找本站人员', organisation: '本站单位', onlyHere: '仅本案的个人', onlyHereOrganisation: '仅本案的单位', list: '粘贴名单',
    noOrganisations: '本站还没有登记单位', listHint: '每行一人：姓名、身份证号、电话、工种，顺序不限', listAdd: '加入 {n} 人', name: { person: '姓名', organisation: '单位名称' }, idNumber: '身份证号', creditCode: '统一社会信用代码', legalRepresentative: '法定代表人', sex: '性别',
    birthDate: '出生日期', ethnicity: '民族', occupation: '职业或职务', phone: '联系方式', organisationOf: '工作单位', address: '住址', representative: '代表人（代表本方全体）', agent: '有委托代理人', agentName: '代理人姓名', agentKind: '代理人身份',
    power: '代理权限', scope: '授权范围', scopeHint: '如 代为承认、放弃、变更请求，进行和解', reveal: '带出登记的证件号和手机', revealHint: '审计日志只记“带出了号码”，不记是谁。', about: '基本情况', edit: '修改当事人'
  },
  overview: {
    deadlines: '期限', noDeadlines: '没有正在计算的期限', facts: '案情', acceptedOn: '受理日期', extendedTo: '延长至', keptUntil: '保管至 {date}', change: '更换', leads: '主持', firstLeads: '第一位主持调解。', timeline: '办理经过', next: '下一步', nothing: '没有可以办理的步骤',
    papers: '卷宗文书', sameEmployer: '同一单位的欠薪案件'
  },
  events: {
    register: '登记案件', until: '延长至 {date}', evidence: '收到证据“{title}”', hearing: '{purpose}安排 {time}（{state}）', hearing_planned: '安排了调解', hearing_moved: '调整了安排', hearing_cancelled: '取消了安排', hearing_suspended: '场地停用，安排暂停', hearing_restored: '场地恢复，安排恢复',
    recusal: '回避：{outcome}（{ground}）', paper_filed: '“{paper}”入卷', paper_unfiled: '“{paper}”取出', removed: '移除{what}', changed: '修改{what}',
    things: { facts: '案件资料', parties: '当事人', agreement: '协议', evidence: '证据', mediators: '调解员', prevented: '预防情况' }
  },
  step: {
    ground: '事由', until: '延长至', bothAgree: '双方当事人都同意延长', retention: '保管期限', archiveHint: '归档后案件不能再改。', confirmer: '确认机关', jointly: '双方共同申请', office: '机关名称', number: '文号'
  },
  recusal: {
    ask: '申请回避', decide: '决定回避', outcome: '决定', replacedBy: '换成', who: '要求谁回避', askedBy: '谁提出', ground: '理由类别', decision: '决定的理由', acceptHint: '仍由其调解的理由（记入案卷）', never: '不能调解自己的纠纷，请更换。'
  },
  record: {
    title: '告知、调查与调解记录', empty: '还没有记录', emptyHint: '先向双方告知权利义务，再记调查和每一次调解。', write: { notice: '记告知', investigation: '记调查', round: '记调解', note: '记情况', visit: '记回访', report: '写结案报告' },
    saved: '{what}已保存', everybody: '全体当事人', place: '地点', how: '方式', instalment: '履行哪一期', paid: '履行金额', payHow: '履行方式', payHowHint: '如 银行转账、现金', proof: '履行凭证', whom: '督促谁', told: '告知了谁', present: '到场当事人',
    questioned: '被调查人', investigators: '调查人', namesHint: '多人用顿号隔开', matter: '事由', participants: '参加人', recorder: '记录人', visitor: '回访人', visitAbout: '回访事由', performed: '履行情况', satisfaction: '满意度', suing: '有起诉迹象', escalating: '有激化迹象', about: '关于',
    course: '调解经过', result: '调解结果', outcome: '调解结果', roundResult: '这次的结果', openHearing: '公开进行', content: { notice: '补充说明', investigation: '调查内容', round: '调解内容', visit: '回访情况', performance: '说明', reminder: '督促情况', note: '情况' },
    noParties: '请选择当事人', noContent: '请填写内容', noResult: '请填写调解结果'
  },
  hearing: {
    title: '时间与场地', empty: '还没有安排', plan: '安排时间', change: '调整', cancel: '取消安排', write: '记录这一次', purpose: '做什么', zone: '场地', noZone: '不占用场地', taken: '已占用', moved: '已调整', planned: '已安排', seenAs: '其他人在日程里只看到“占用”，看不到姓名和事由。'
  },
  evidence: {
    title: '证据', add: '添加文件', describe: '只登记不附文件', edit: '修改证据', empty: '还没有证据', emptyHint: '把文件拖到这里，或点“添加文件”。单个最大 50 MB，加密保存并留存校验值。', name: '证据名称', kind: '种类', by: '提交人', proves: '证明内容', file: '文件', pages: '页数', pagesN: '{n} 页',
    original: '原件', copy: '复制件', noFile: '无文件', tooLarge: '“{name}”超过 {max} MB，没有添加。请压缩或分开后再试。'
  },
  agreement: {
    title: '调解协议', begin: '拟写协议', none: '还没有协议。调解达成一致后在这里拟写。', draft: '拟写中', effectiveOn: '{date} 生效', form: '形式', mustBeWritten: '这起纠纷须订立书面协议', writtenRequested: '当事人要求书面', onTheSpot: '当场全部履行', aboutStatus: '涉及身份关系',
    facts: '主要事实和争议', items: '协议内容', itemN: '第 {n} 条', addItem: '添加一条', removeItem: '删去第 {n} 条', way: '履行方式', place: '履行地点', term: '履行期限', copies: '份数', instalments: '分期履行', addInstalment: '添加一期', divide: '按 {n} 名申请人平分',
    sum: '合计 {sum}，申请金额 {of}', dueOn: '第 {n} 期日期', amountN: '第 {n} 期金额', whatN: '第 {n} 期内容', whatHint: '内容（不涉及金额时必填）', payer: '付款人', payee: '收款人', removeInstalment: '删去第 {n} 期'
  },
  signing: {
    title: '签章', all: '当事人全部已签', sign: '已签', sealIt: '已盖章', open: '未签章', mediator: '人民调解员签名', seal: '调解委员会印章', noSeal: '设置里还没有填写委员会名称', howLabel: '{name}的签章方式', how: { signature: '签名', seal: '盖章', thumb: '按指印' }
  },
  ledger: { title: '履行台账', total: '应履行', paid: '已履行', rest: '未履行', none: '协议没有分期履行的内容。', n: '期次', what: '日期与内容', due: '应付', pay: '记履行', remind: '记督促', reminded: '督促 {n} 次，最近 {at}', over: '已逾期 {n} 天' },
  after: {
    visits: '回访', noVisits: '还没有回访记录', noReport: '还没有结案报告', confirmation: '司法确认', until: '最迟 {date}', appliedOn: '{date} 申请', acceptedOn: '{date} 受理', decidedOn: '{date} 决定', escalation: '激化与预防', prevented: '防止矛盾激化',
    counts: { crimeCases: '防止民转刑（件）', crimePeople: '防止民转刑（人）', petitionCases: '防止群体性上访（件）', petitionPeople: '防止群体性上访（人）' }
  },
  volume: {
    redact: '隐去姓名号码', whole: '预览全卷', wholeDocx: '全卷 Word', wholeDocxHint: '每份文书一个 Word 文件，各自编页；目录、封面的页号与全卷 PDF 一致，改动文书后请核对。', wholeTitle: '人民调解卷宗 {number}', complete: '文书齐全，可以归档', bound: '文书齐全，已装订归档', incomplete: '还缺 {n} 种', paper: '文书', entries: '内容', standing: '入卷', lacks: '缺 {n} 项', full: '齐全', filedPages: '已入卷 {n} 页', notAsked: '不要求',
    preview: '预览打印', file: '入卷', fileAll: '已签文书全部入卷', fileAllSure: '这 {n} 份文书都已签名盖章并放入卷宗？{papers}。页数按排版计，可以逐份更改。', filedAll: '{n} 份文书已入卷', unfile: '取出', pages: '页数', fileTitle: '“{paper}”入卷', fileHint: '签好字、盖好章的纸质文书放进卷宗后，在这里记下页数；卷内目录按此编页。', filed: '“{paper}”已入卷', unwritten: '还没有写'
  },
  missing: {
    title: '{paper}还缺内容', hint: '打印前请补齐下面 {n} 项；在这里填写的会存进案件。', go: '去填写', draft: '先按草稿预览', save: '保存并预览',
    fields: {
      case: { facts: '纠纷简要情况', demands: '申请事项', acceptedOn: '受理日期', effectiveOn: '协议生效日期', ground: '事由', reason: '理由', applicant: '申请人', respondent: '被申请人' },
      party: { sex: '性别', phone: '联系方式', idNumber: '证件号码', address: '住址', occupation: '职业、职务或法定代表人', ethnicity: '民族', organisation: '工作单位' },
      agent: { agents: '委托代理人', idNumber: '代理人证件号码', scope: '授权范围', phone: '代理人电话', organisation: '代理人单位' },
      record: { notice: '权利义务告知记录', report: '结案报告', place: '地点', questioned: '被调查人', investigators: '调查人', recorder: '记录人', content: '记录内容', matter: '事由', partyIds: '到场当事人', visitor: '回访人', date: '日期' },
      agreement: { items: '协议内容', facts: '主要事实和争议', way: '履行方式', term: '履行期限', placeOfPerformance: '履行地点' },
      evidence: { evidence: '证据' },
      mediators: { mediators: '调解员' },
      settings: { committee: '人民调解委员会名称' },
      confirmation: { office: '确认机关', appliedOn: '申请确认的日期' }
    }
  },
  oral: {
    register: '口头协议登记簿', print: '打印登记簿', empty: '还没有口头协议', emptyHint: '以口头协议结束的案件会列在这里。', hint: '口头协议自达成之日起生效，内容记入登记表。', columns: { no: '序号', number: '案号', applicant: '申请人', respondent: '被申请人', type: '类型', amount: '金额', mediators: '调解员', state: '状态' }
  },
  remove: { title: '移除', sure: '移除“{what}”？请写明原因，办理经过里会留下记录。' }
};

export const messages = { 'zh-CN': zh, en };
