import type { Law } from '../../../contract/mediation/case-law.ts';
import type { Paper } from '../../../contract/mediation/case-paper-rules.ts';
import type { CaseSource, Ground, Retention } from '../../../contract/mediation/cases.ts';

/** Words of the official forms. They are Chinese by law, whatever language the window speaks. */

export const PAPER_TITLES: Record<Paper, string> = {
  cover: '人民调解卷宗',
  index: '卷内目录',
  application: '人民调解申请书',
  referral_letter: '委托或移送调解函',
  register: '人民调解受理登记表',
  rights_notice: '人民调解权利义务告知书',
  identity: '当事人身份证明',
  authorisation: '授权委托书',
  investigation: '人民调解调查记录',
  evidence_list: '证据材料清单',
  mediation_record: '人民调解记录',
  agreement: '人民调解协议书',
  oral_register: '人民调解口头协议登记表',
  visit_record: '人民调解回访记录',
  performance_proof: '履行凭证',
  confirmation_application: '司法确认申请书',
  non_acceptance: '不予受理通知书',
  termination: '终止调解通知书',
  closing_report: '结案报告',
  volume_note: '卷宗情况说明',
  back_cover: '封底'
};

export const SOURCE_WORDS: Record<CaseSource, string> = {
  application: '当事人申请',
  own_initiative: '主动调解',
  police: '公安机关移送',
  court: '人民法院委托',
  appointed: '政府指定',
  other_referral: '其他移交'
};
export const RETENTION_WORDS: Record<Retention, string> = { short: '短期', long: '长期', permanent: '永久' };
export const GROUND_WORDS: Record<Ground, string> = {
  refused_by_party: '一方当事人明确拒绝调解',
  no_agreement: '经调解未能达成协议',
  limit_over: '调解期限届满',
  withdrawn: '申请人撤回申请',
  sued: '当事人已就该纠纷提起诉讼或者申请仲裁',
  party_gone: '当事人死亡或者下落不明',
  out_of_scope: '不属于人民调解受理范围',
  other: '其他原因'
};
export const LAW_WORDS: Record<Law, string> = {
  mediation: '《中华人民共和国人民调解法》',
  provisions: '《人民调解工作若干规定》',
  ningbo: '《宁波市人民调解条例》',
  labour: '《中华人民共和国劳动争议调解仲裁法》',
  zhejiang_labour: '《浙江省劳动人事争议调解仲裁条例》',
  enterprise: '《企业劳动争议协商调解规定》',
  procedure: '《中华人民共和国民事诉讼法》',
  civil_code: '《中华人民共和国民法典》',
  confirmation: '《最高人民法院关于人民调解协议司法确认程序的若干规定》',
  invited: '《最高人民法院关于人民法院特邀调解的规定》',
  station: '本会规定'
};
export const HOW_WORDS = { in_person: '当面', post: '邮寄', phone: '电话', message: '短信或网络' } as const;
export const RESULT_WORDS = { continue: '择期继续调解', agreed: '达成调解协议', failed: '未达成协议' } as const;
export const PERFORMED_WORDS = { all: '已全部履行', part: '部分履行', none: '尚未履行', not_due: '未到履行期' } as const;
export const POWER_WORDS = { general: '一般代理', special: '特别授权' } as const;
export const SEX_WORDS = { male: '男', female: '女', '': '' } as const;
export const EVIDENCE_WORDS = {
  identity: '身份证明',
  contract: '合同',
  payslip: '工资单',
  attendance: '考勤记录',
  transfer: '转账记录',
  photo: '照片',
  recording: '录音录像',
  testimony: '证人证言',
  expertise: '鉴定意见',
  signed_paper: '签字文书',
  authority: '委托手续',
  other: '其他'
} as const;

/** The rights and duties of which parties are told before mediation (人民调解法 §23, §24, §31–33); in labour disputes also arbitration. */
export const RIGHTS = [
  '当事人在人民调解活动中享有下列权利：（一）选择或者接受人民调解员；（二）接受调解、拒绝调解或者要求终止调解；（三）要求调解公开进行或者不公开进行；（四）自主表达意愿、自愿达成调解协议。',
  '当事人在人民调解活动中履行下列义务：（一）如实陈述纠纷事实；（二）遵守调解现场秩序，尊重人民调解员；（三）尊重对方当事人行使权利。',
  '当事人认为调解员与本纠纷有利害关系或者其他关系，可能影响公正调解的，可以要求其回避。人民调解不收取任何费用。',
  '经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。达成调解协议后，双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。',
  '当事人不愿调解、调解不成或者达成协议后一方不履行的，可以依法通过仲裁、行政、司法等途径维护自己的权利。'
] as const;
export const LABOUR_RIGHTS =
  '本纠纷属于劳动争议。自收到调解申请之日起十五日内未达成调解协议，或者达成协议后一方在约定期限内不履行的，当事人可以依法申请仲裁。因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金事项达成调解协议，用人单位在约定期限内不履行的，劳动者可以持调解协议书依法向人民法院申请支付令。';
