import type { CaseSource, CaseType } from '../../../contract/mediation/case-types.ts';

/** How far a case of the demonstration has come. */
export type Fate =
  | 'registered'
  | 'reviewing'
  | 'refused'
  | 'mediating'
  | 'signing'
  | 'performing'
  | 'late'
  | 'oral'
  | 'terminated'
  | 'closed'
  | 'archived'
  | 'confirmed';

/** One kind of dispute, written once; names and dates are filled in. */
export interface Dispute {
  type: CaseType;
  /** Key or name of its sub-type; empty: no sub-type. */
  subtype: string;
  source: CaseSource;
  /** Against an organisation, or a person. */
  against: 'organisation' | 'person';
  workers: number;
  yuan: number;
  facts: string;
  demands: string;
  items: string[];
}

const wages = (workers: number, yuan: number, months: string): Dispute => ({
  type: 'labour',
  subtype: 'wages',
  source: 'application',
  against: 'organisation',
  workers,
  yuan,
  facts: `申请人在项目工地从事木工、钢筋作业，双方口头约定按日计酬、按月结算。被申请人以工程款未到位为由拖欠${months}工资，经班组长多次催要未付。`,
  demands: `请求被申请人一次性支付拖欠工资共计${yuan}元。`,
  items: [`被申请人分两期支付申请人工资共计${yuan}元。`, '申请人收到全部款项后不再就本纠纷主张权利。']
});

/** Plainly invented disputes of a construction and factory district. */
export const DISPUTES: readonly Dispute[] = [
  wages(11, 132_000, '七月至十月'),
  wages(3, 26_400, '八月至十月'),
  wages(1, 9_800, '九月'),
  {
    type: 'labour',
    subtype: 'injury',
    source: 'application',
    against: 'organisation',
    workers: 1,
    yuan: 48_000,
    facts: '申请人在拆模作业中右手受伤，住院十二日，被申请人垫付部分医药费后停止支付。',
    demands: '请求支付停工留薪期工资和后续治疗费用。',
    items: ['被申请人支付各项费用共计48000元。', '被申请人协助申请人办理工伤认定。']
  },
  {
    type: 'labour',
    subtype: 'dismissal',
    source: 'court',
    against: 'organisation',
    workers: 1,
    yuan: 15_600,
    facts: '被申请人口头通知申请人不再上班，未说明理由，双方对经济补偿数额有争议。',
    demands: '请求支付解除劳动合同经济补偿。',
    items: ['被申请人支付经济补偿15600元。', '双方劳动关系于签字之日解除。']
  },
  {
    type: 'neighbours',
    subtype: 'noise',
    source: 'own_initiative',
    against: 'person',
    workers: 1,
    yuan: 0,
    facts: '双方为生活区上下铺邻里，被申请人夜间施放音响，申请人倒班休息受影响，双方发生口角。',
    demands: '请求被申请人夜间十时后停止使用音响。',
    items: ['被申请人夜间十时后不使用音响。', '双方互相致歉。']
  },
  {
    type: 'contract',
    subtype: 'lease',
    source: 'application',
    against: 'person',
    workers: 1,
    yuan: 3_600,
    facts: '申请人退租后被申请人以墙面污损为由不退押金。',
    demands: '请求退还押金3600元。',
    items: ['被申请人退还押金3600元。']
  },
  {
    type: 'contract',
    subtype: 'subcontract',
    source: 'police',
    against: 'organisation',
    workers: 1,
    yuan: 86_000,
    facts: '双方就劳务分包工程量结算有争议，申请人到工地讨要时双方发生推搡，公安机关移送调解。',
    demands: '请求按实际工程量结算劳务费。',
    items: ['双方确认劳务费为86000元，被申请人分两期支付。']
  },
  {
    type: 'traffic',
    subtype: '',
    source: 'police',
    against: 'person',
    workers: 1,
    yuan: 7_200,
    facts: '被申请人驾驶电动车与申请人相撞，申请人左脚扭伤，双方对误工费数额有争议。',
    demands: '请求赔偿医药费和误工费。',
    items: ['被申请人赔偿7200元。']
  },
  {
    type: 'damages',
    subtype: 'goods',
    source: 'application',
    against: 'organisation',
    workers: 1,
    yuan: 2_400,
    facts: '工地吊运时砂浆洒落，损坏申请人停放的电动车。',
    demands: '请求赔偿修理费。',
    items: ['被申请人赔偿修理费2400元。']
  },
  {
    type: 'consumer',
    subtype: 'goods_quality',
    source: 'application',
    against: 'organisation',
    workers: 1,
    yuan: 1_280,
    facts: '申请人购买的热水器使用一周后漏水，商家拒绝退货。',
    demands: '请求退货退款。',
    items: ['被申请人更换同型号商品一台。']
  },
  {
    type: 'family',
    subtype: '',
    source: 'application',
    against: 'person',
    workers: 1,
    yuan: 0,
    facts: '兄妹二人就赡养父亲的费用分担发生争执。',
    demands: '请求明确赡养费用的分担。',
    items: ['双方每月各承担八百元赡养费。', '节假日轮流接父亲团聚。']
  },
  {
    type: 'property',
    subtype: 'fees',
    source: 'application',
    against: 'organisation',
    workers: 1,
    yuan: 1_900,
    facts: '申请人以电梯长期停运为由拒交物业费，物业公司多次上门催收。',
    demands: '请求减免停运期间的物业费。',
    items: ['物业费按八折收取，一次付清。']
  },
  {
    type: 'environment',
    subtype: '',
    source: 'own_initiative',
    against: 'organisation',
    workers: 2,
    yuan: 5_000,
    facts: '搅拌站扬尘影响附近菜地，村民要求补偿。',
    demands: '请求采取降尘措施并给予补偿。',
    items: ['被申请人加装喷淋设施。', '一次性补偿5000元。']
  }
];

/** The fates of the forty cases, the oldest first. */
export const FATES: readonly Fate[] = [
  ...Array.from({ length: 14 }, (): Fate => 'archived'),
  'refused',
  'terminated',
  'closed',
  'archived',
  'confirmed',
  'oral',
  'archived',
  'terminated',
  'closed',
  'oral',
  'archived',
  'refused',
  'confirmed',
  'late',
  'performing',
  'performing',
  'late',
  'signing',
  'mediating',
  'mediating',
  'signing',
  'mediating',
  'reviewing',
  'mediating',
  'registered',
  'registered'
];
