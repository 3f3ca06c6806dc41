import { en } from './messages-en.ts';

const zh: typeof en = {
  title: '调解',
  short: '调解',
  tabs: { board: '工作台', cases: '案件', oral: '口头协议', mediators: '调解员', figures: '统计', settings: '设置' },
  figuresEntry: '调解统计',
  figuresShort: '调解',
  sealed: '保密',
  sealedHint: '仅调解员可见，加密保存；{n} 分钟无操作自动锁定。打开与打印均有记录。',
  comma: '、',
  semicolon: '；',
  yuan: '{n} 元',
  yuanUnit: '元',
  noAmount: '请填写金额，如 12000、1,234.50、3.2万',
  article: '{law}第{n}条',
  articleMore: '第{n}条',
  nobody: '（未填写）',
  andOthers: '{name}等{n}人',
  versus: '{applicant} 与 {respondent}',
  daysLeft: '{what}还剩 {n} 天',
  daysLeftOne: '{what}还剩 {n} 天',
  daysOver: '{what}已过 {n} 天',
  daysOverOne: '{what}已过 {n} 天',
  dueToday: '{what}今天到期',
  dueOn: '{date} 到期',
  conflict: '{name}与{party}：{ground}',
  conflictDetail: '{name}与{party}：{ground}（{detail}）',
  conflictRefused: '没有保存，调解员应当回避：{conflicts}。请更换调解员，或写明仍可调解的理由。',
  refusedStep: '没有办理“{step}”：{problems}。',
  paperIncomplete: '“{paper}”还缺 {n} 项内容，请先补齐，或按草稿导出。',
  states: {
    registered: '已登记', reviewing: '审查中', refused: '不予受理', accepted: '已受理', informed: '已告知', investigating: '调查中', mediating: '调解中',
    agreed: '已达成', signing: '待签章', effective: '已生效', performing: '履行中', performed: '已履行', unperformed: '未履行', urged: '已督促',
    remedied: '已告知救济', terminated: '已终止', visited: '已回访', closed: '已结案', archived: '已归档'
  },
  steps: {
    review: '开始审查', accept: '受理', refuse: '不予受理', inform: '完成告知', investigate: '进入调查', mediate: '进入调解', extend: '延长期限', agree: '达成协议',
    to_sign: '转签章', effect: '协议生效', perform: '开始履行', fulfil: '履行完毕', breach: '记为未履行', urge: '已督促履行', remedy: '告知救济途径',
    resume: '恢复履行', terminate: '终止调解', visit: '完成回访', close: '结案', archive: '归档', back: '退回上一步'
  },
  sideSteps: {
    confirm_apply: '申请司法确认', confirm_accept: '法院受理确认', confirm_extend: '法院延长十日', confirm_grant: '确认有效', confirm_reject: '驳回确认', confirm_withdraw: '撤回确认申请', escalate: '上报激化', settle_escalation: '激化已化解'
  },
  problems: {
    state: '当前状态不能办理', applicant: '还没有申请人', respondent: '还没有被申请人', facts: '还没有填写纠纷简要情况', demands: '还没有填写申请事项', mediator: '还没有确定调解员',
    conflict: '有回避事项未决定', check_sued: '未核对是否已起诉或仲裁', check_refused: '未核对是否有一方拒绝调解', check_scope: '未核对是否属于受理范围', check_consent: '未核对各方是否同意调解',
    sued: '已起诉或已申请仲裁', refused: '一方明确拒绝调解', out_of_scope: '不属于人民调解范围', no_consent: '没有各方同意', limit_over: '调解期限已过', not_later: '新期限须晚于现在的期限',
    too_far: '延长不得超过 6 个月', both: '须双方都同意', round: '还没有调解记录', not_agreed: '最近一次调解没有达成一致', agreement: '还没有拟写协议', items: '协议还没有条款',
    oral: '口头协议不走签章', not_oral: '书面协议须先转签章', must_be_written: '这起纠纷须订立书面协议', parties_sign: '当事人还没有全部签章', mediator_signs: '调解员还没有签名', seal: '还没有盖印章',
    nothing_to_perform: '没有待履行的内容', not_settled: '还有未履行的内容', nothing_overdue: '没有逾期未履行的内容', reminder: '还没有督促记录', visit: '还没有回访记录', escalation: '激化尚未化解',
    papers: '卷宗还缺文书', confirmation_open: '司法确认还没有结果', paid: '已有履行，不能退回', confirmed: '已申请或已获司法确认', ground: '请选择事由', about_status: '身份关系的协议不能司法确认',
    not_in_effect: '协议还没有生效', window_over: '申请期限已过', jointly: '须双方共同申请', confirmer: '请选择确认机关', notice: '还没有权利义务告知记录', date_order: '日期不能早于受理（申请）日', future: '日期不能晚于今天'
  },
  grounds: { refused_by_party: '当事人拒绝调解', no_agreement: '调解不成', limit_over: '期限届满', withdrawn: '当事人撤回', sued: '已起诉或申请仲裁', party_gone: '当事人死亡或下落不明', out_of_scope: '不属于受理范围', other: '其他' },
  types: {
    family: '婚姻家庭', neighbours: '邻里', housing: '房屋宅基地', contract: '合同', business: '生产经营', damages: '损害赔偿', land: '山林土地', expropriation: '征地拆迁', environment: '环境污染',
    labour: '劳动争议', consumer: '消费', medical: '医疗', traffic: '道路交通事故', property: '物业', other: '其他'
  },
  subtypes: { wages: '欠薪', injury: '工伤待遇', dismissal: '解除劳动合同', overtime: '加班费', insurance: '社会保险', lease: '租赁合同', subcontract: '劳务分包', bodily: '人身损害', goods: '财产损害', noise: '噪声扰民', goods_quality: '商品质量', fees: '物业费' },
  regimes: { general: '一般人民调解', ningbo: '宁波市人民调解', labour: '劳动争议调解' },
  places: { ningbo: '宁波市', elsewhere: '其他地方' },
  sources: { application: '当事人申请', own_initiative: '主动调解', police: '公安移送', court: '法院委托', appointed: '政府指定', other_referral: '其他移交' },
  applicationForms: { oral: '口头申请', written: '书面申请' },
  risks: { none: '无', watch: '需关注', high: '有激化风险' },
  deadlines: { acceptance: '受理期限', limit: '调解期限', signing: '签章期限', confirmation: '司法确认申请期', court_acceptance: '法院受理期限', decision: '法院决定期限', instalment: '第 {n} 期履行', visit: '第 {n} 次回访' },
  colours: { red: '已超期', amber: '将到期', green: '时间充裕' },
  laws: {
    mediation: '《人民调解法》', provisions: '《人民调解工作若干规定》', ningbo: '《宁波市人民调解条例》', labour: '《劳动争议调解仲裁法》', zhejiang_labour: '《浙江省劳动人事争议调解仲裁条例》',
    enterprise: '《企业劳动争议协商调解规定》', procedure: '《民事诉讼法》', civil_code: '《民法典》', confirmation: '法释〔2011〕5号', invited: '《特邀调解规定》', station: '本站规定'
  },
  conflictGrounds: { same_person: '就是当事人本人', family: '近亲属', same_organisation: '同一单位', family_organisation: '近亲属所在单位', other_influence: '其他可能影响公正的关系' },
  askedBy: { party: '当事人', mediator: '调解员本人', station: '本站' },
  recusalOutcomes: { pending: '待决定', replaced: '已更换', kept: '不需回避' },
  sides: { applicant: '申请人', respondent: '被申请人' },
  sexes: { male: '男', female: '女' },
  agentKinds: { lawyer: '律师', relative: '近亲属', colleague: '同单位人员', union: '工会人员', other: '其他' },
  powers: { general: '一般代理', special: '特别授权' },
  how: { in_person: '当面', post: '邮寄', phone: '电话', message: '短信、微信' },
  performedHow: { all: '全部履行', part: '部分履行', none: '未履行', not_due: '未到履行期' },
  roundResults: { continue: '继续调解', agreed: '达成一致', failed: '未达成一致' },
  recordKinds: { notice: '权利义务告知', investigation: '调查记录', round: '调解记录', visit: '回访记录', performance: '履行记录', reminder: '督促记录', report: '结案报告', note: '情况记录' },
  evidenceKinds: {
    identity: '身份证明', contract: '合同', payslip: '工资单', attendance: '考勤', transfer: '转账记录', photo: '照片', recording: '录音录像', testimony: '证人证言', expertise: '鉴定意见',
    signed_paper: '签字文书扫描件', authority: '委托手续', other: '其他'
  },
  purposes: { round: '调解', investigation: '调查', signing: '签章', other: '其他' },
  hearingStates: { planned: '已安排', held: '已进行', suspended: '因停用暂停', cancelled: '已取消' },
  confirmations: { none: '未申请', not_possible: '不能申请', open: '可以申请', over: '已过申请期', applied: '已申请', granted: '已确认有效', rejected: '已驳回' },
  confirmers: { court: '人民法院（司法确认）', arbitration: '劳动人事争议仲裁委员会（审查确认）' },
  escalations: { none: '无', reported: '已上报', settled: '已化解' },
  instalments: { settled: '已履行', overdue: '已逾期', due: '今天到期', coming: '未到期' },
  outcomes: { refused: '不予受理', terminated: '终止调解', oral: '口头协议', written: '书面协议' },
  retentions: { short: '短期', long: '长期', permanent: '永久' },
  bands: { none: '不涉及金额', to_10k: '1 万元以下', to_50k: '1–5 万元', to_100k: '5–10 万元', to_500k: '10–50 万元', to_1m: '50–100 万元', over_1m: '100 万元以上' },
  papers: {
    cover: '卷宗封面', index: '卷内目录', application: '人民调解申请书', referral_letter: '委托或移送函', register: '受理登记表', rights_notice: '权利义务告知书', identity: '身份证明', authorisation: '授权委托书', investigation: '调查记录',
    evidence_list: '证据材料清单', mediation_record: '调解记录', agreement: '人民调解协议书', oral_register: '口头协议登记表', visit_record: '回访记录', performance_proof: '履行凭证',
    confirmation_application: '司法确认申请书', non_acceptance: '不予受理通知书', termination: '终止调解通知书', closing_report: '结案报告', volume_note: '卷宗情况说明', back_cover: '封底'
  },
  paperStandings: { filed: '已入卷', missing: '还缺', bound: '装订时生成', extra: '另附' },
  invalid: {
    parties: { too_many: '一方最多 200 人', representatives: '一方最多推选 5 名代表人', signed: '已经签章的当事人不能删去' },
    subtypeId: { other_type: '细类不属于所选的纠纷类型' },
    appliedOn: { future: '申请日期不能晚于今天' },
    at: { future: '时间不能晚于现在' },
    instalmentId: { unknown: '请选择履行的是哪一期' },
    instalments: { settled: '已经履行的一期不能删去或改小' },
    form: { must_be_written: '这起纠纷须订立书面协议' },
    mediatorIds: { none: '请选择调解员', not_mediator: '所选的人不是在任调解员' },
    to: { order: '结束时间须晚于开始时间', too_long: '一次最长 24 小时' },
    accountId: { taken: '这个账号已关联另一位调解员', role: '这个账号没有调解员角色' },
    termTo: { order: '任期结束须不早于开始' },
    foundedOn: { future: '设立日期不能晚于今天' },
    filedOn: { future: '备案日期不能晚于今天', order: '备案日期不能早于设立日期' }
  }
};

export const messages = { 'zh-CN': zh, en };
