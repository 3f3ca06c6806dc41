import { en } from './messages-en.ts';

const zh: typeof en = {
  new: '登记调解员',
  empty: '还没有调解员',
  emptyHint: '从本站人员里选出调解员，填写资格和任期，并关联其账号。',
  showInactive: '也显示不再任职的',
  inactive: '不再任职',
  columns: { name: '姓名', kind: '身份', certificate: '证件与资格', term: '任期', account: '账号', cases: '在办' },
  kinds: { chair: '主任', full_time: '专职', part_time: '兼职', invited: '特邀' },
  terms: { none: '未填任期', running: '任期内', ending: '将届满', over: '已届满' },
  committee: { law: '委员会组成（《人民调解法》第8条）', few: '委员不足 3 人', many: '委员超过 9 人', chair: '应有一名主任', woman: '应有女性委员' },
  filing: '工作室备案',
  person: '人员',
  certificateNumber: '人民调解员证号',
  qualification: '资格与专长',
  threeYears: '按三年一届',
  accountHint: '关联后，工作台的“我的”显示其案件。只能关联有调解员角色的账号。',
  active: '在任',
  ties: {
    title: '亲属与利害关系', hint: '登记案件时据此检查回避。加密保存，仅调解员可见。', name: '姓名', relation: '关系，如 配偶', idNumber: '身份证号（选填）', organisation: '工作单位（选填）', nameN: '第 {n} 位的姓名', relationN: '第 {n} 位的关系', idNumberN: '第 {n} 位的身份证号', organisationN: '第 {n} 位的单位',
    remove: '移除{name}', add: '添加一位', save: '保存关系'
  },
  subtypes: { title: '纠纷细类', new: '新的细类名称', archive: '停用', restore: '恢复' },
  settings: {
    save: '保存设置', who: '调解组织', rules: '编号与期限', kind: '性质', kinds: { studio: '派驻调解工作室', committee: '人民调解委员会' }, kindHint: '驿站通常是镇街或行业调委会的派驻工作室；文书以调委会名义盖章。', committee: '人民调解委员会名称（印章全称）', studio: '工作室名称', sealNumber: '印章编号', foundedOn: '工作室设立日期', filedOn: '备案日期', filedWith: '备案机关', filedBefore: '备案日期不能早于设立日期',
    address: '地址', phone: '电话', court: '司法确认的法院', arbitration: '劳动仲裁委员会', numberTemplate: '案号格式', templateHint: '{year} 是年份，{n} 是当年流水号，按年从 1 开始，不跳号不重号。', next: '下一个案号：{number}。', templateProblems: { year: '须有一处 {\'{year}\'}', counter: '须有一处 {\'{n}\'}', brace: '花括号里只能是 year 或 n' },
    acceptWorkdays: '受理期限（工作日）', amberDays: '提前几天提醒', retentionShortYears: '短期保管（年）', retentionLongYears: '长期保管（年）', visitDays: '协议生效后第几天回访', visitHint: '如 7、30', templates: '文书模板', templatesHint: '把模板另存出来用 Word 修改，再换上即可；花括号里的字段不要改。'
  }
};

export const messages = { 'zh-CN': zh, en };
