import type { CaseNumbers } from '../../../contract/mediation/case-figures.ts';
import type { CaseType } from '../../../contract/mediation/case-types.ts';
import type { Language } from '../../../contract/core/station.ts';

type Words = Record<Language, string>;
const w = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** Words of the spreadsheet of figures, and of papers. */
export const TYPE_WORDS: Record<CaseType, Words> = {
  family: w('婚姻家庭纠纷', 'Marriage and family'),
  neighbours: w('邻里纠纷', 'Neighbours'),
  housing: w('房屋宅基地纠纷', 'Housing and homesteads'),
  contract: w('合同纠纷', 'Contracts'),
  business: w('生产经营纠纷', 'Production and business'),
  damages: w('损害赔偿纠纷', 'Damages'),
  land: w('山林土地纠纷', 'Forest and land'),
  expropriation: w('征地拆迁纠纷', 'Expropriation'),
  environment: w('环境污染纠纷', 'Environment'),
  labour: w('劳动争议纠纷', 'Labour'),
  consumer: w('消费纠纷', 'Consumers'),
  medical: w('医疗纠纷', 'Medical'),
  traffic: w('道路交通事故纠纷', 'Road traffic'),
  property: w('物业纠纷', 'Property management'),
  other: w('其他纠纷', 'Other')
};

/** Columns in the order of the statistics: the number, its heading, and its format. */
export const COLUMNS: { key: keyof CaseNumbers | 'rate'; words: Words; as: 'count' | 'fen' | 'rate' }[] = [
  { key: 'accepted', words: w('受理（件）', 'Accepted'), as: 'count' },
  { key: 'succeeded', words: w('调解成功（件）', 'Succeeded'), as: 'count' },
  { key: 'rate', words: w('成功率', 'Success rate'), as: 'rate' },
  { key: 'amountFen', words: w('涉及金额（元）', 'Amount (yuan)'), as: 'fen' },
  { key: 'applied', words: w('当事人申请（件）', 'On application'), as: 'count' },
  { key: 'ownInitiative', words: w('主动调解（件）', 'Own initiative'), as: 'count' },
  { key: 'referred', words: w('委托移送（件）', 'Referred'), as: 'count' },
  { key: 'oral', words: w('口头协议（件）', 'Oral agreements'), as: 'count' },
  { key: 'written', words: w('书面协议（件）', 'Written agreements'), as: 'count' },
  { key: 'performed', words: w('已履行（件）', 'Performed'), as: 'count' },
  { key: 'confirmed', words: w('司法确认（件）', 'Confirmed'), as: 'count' },
  { key: 'crimeCases', words: w('防止民转刑（件）', 'Crimes prevented (cases)'), as: 'count' },
  { key: 'crimePeople', words: w('防止民转刑（人）', 'Crimes prevented (people)'), as: 'count' },
  { key: 'petitionCases', words: w('防止群体性上访（件）', 'Petitions prevented (cases)'), as: 'count' },
  { key: 'petitionPeople', words: w('防止群体性上访（人）', 'Petitions prevented (people)'), as: 'count' },
  { key: 'complex', words: w('疑难复杂（件）', 'Complex'), as: 'count' },
  { key: 'failed', words: w('终止（件）', 'Terminated'), as: 'count' },
  { key: 'overdue', words: w('超期（件）', 'Overdue'), as: 'count' },
  { key: 'medianDays', words: w('办理天数中位数', 'Median days'), as: 'count' }
];

export const WORDS = {
  title: w('人民调解统计表', 'Mediation figures'),
  byType: w('按纠纷类型', 'By type'),
  byMediator: w('按调解员', 'By mediator'),
  period: w('统计期', 'Period'),
  type: w('纠纷类型', 'Type'),
  mediator: w('调解员', 'Mediator'),
  total: w('合计', 'Total'),
  all: w('全部', 'All'),
  sealed: w('未开锁', 'Sealed')
};
