import { cleanCell } from '../core/cell-text.ts';

/** What a column of a roster can be. */
export const ROSTER_FIELDS = [
  'name',
  'sex',
  'birthDate',
  'documentKind',
  'documentNumber',
  'mobile',
  'organisation',
  'team',
  'trade',
  'politicalStatus',
  'emergencyName',
  'emergencyPhone',
  'notes'
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

/** The words that head a column, by what it holds; written without blanks, case, brackets and numbers of questions. */
const HEADERS: Record<RosterField, readonly string[]> = {
  name: [
    '姓名',
    '名字',
    '人员姓名',
    '工人姓名',
    '职工姓名',
    '员工姓名',
    '务工人员姓名',
    '真实姓名',
    '全名',
    'name',
    'fullname',
    'workername'
  ],
  sex: ['性别', '男女', 'sex', 'gender'],
  birthDate: ['出生日期', '出生年月', '出生年月日', '出生时间', '生日', '出生', 'birthdate', 'dateofbirth', 'birthday', 'dob'],
  documentKind: ['证件类型', '证件种类', '证件名称', '证件类别', '身份证件类型', 'documenttype', 'iddocument', 'documentkind', 'idtype'],
  documentNumber: [
    '身份证号',
    '身份证号码',
    '身份证',
    '身份证件号码',
    '身份证明号码',
    '身份号码',
    '公民身份号码',
    '公民身份证号',
    '公民身份证号码',
    '居民身份证号',
    '居民身份证号码',
    '身份证编号',
    '证件号',
    '证件号码',
    '证件编号',
    '有效证件号码',
    'idnumber',
    'idno',
    'idcard',
    'idcardnumber',
    'documentnumber',
    'documentno',
    'id'
  ],
  mobile: [
    '手机',
    '手机号',
    '手机号码',
    '手机电话',
    '电话',
    '电话号',
    '电话号码',
    '本人电话',
    '本人手机',
    '联系电话',
    '联系手机',
    '联系方式',
    '联系号码',
    '联系人电话',
    '移动电话',
    '移动电话号码',
    'mobile',
    'mobileno',
    'mobilenumber',
    'phone',
    'phonenumber',
    'mobilephone',
    'cellphone',
    'telephone',
    'tel'
  ],
  organisation: [
    '单位',
    '单位名称',
    '所属单位',
    '所在单位',
    '工作单位',
    '用工单位',
    '用人单位',
    '派出单位',
    '参建单位',
    '参建单位名称',
    '参建企业',
    '施工单位',
    '劳务单位',
    '劳务公司',
    '劳务企业',
    '分包单位',
    '总包单位',
    '项目',
    '项目名称',
    '项目部',
    '所属项目',
    '所在项目',
    '工程名称',
    '工地',
    '工地名称',
    '所在工地',
    '项目工地',
    '企业',
    '企业名称',
    '所属企业',
    '所在企业',
    '公司',
    '公司名称',
    '所属公司',
    'organisation',
    'organization',
    'employer',
    'site',
    'sitename',
    'projectsite',
    'project',
    'company',
    'companyname',
    'unit'
  ],
  team: [
    '班组',
    '班组名称',
    '所属班组',
    '所在班组',
    '劳务班组',
    '施工班组',
    '作业班组',
    '工人班组',
    '班别',
    '队伍',
    '作业队',
    '施工队',
    '小组',
    'team',
    'teamname',
    'workteam',
    'crew',
    'gang'
  ],
  trade: [
    '工种',
    '工种名称',
    '岗位',
    '岗位名称',
    '工作岗位',
    '职业',
    '职务',
    '专业',
    '从事工种',
    'trade',
    'job',
    'jobtitle',
    'occupation',
    'position'
  ],
  politicalStatus: ['政治面貌', '政治面目', '政治身份', 'politicalstatus'],
  emergencyName: [
    '紧急联系人',
    '紧急联系人姓名',
    '应急联系人',
    '应急联系人姓名',
    '家属',
    '家属姓名',
    '家庭联系人',
    'emergencycontact',
    'emergencycontactname',
    'emergencyname'
  ],
  emergencyPhone: [
    '紧急联系电话',
    '紧急联系人电话',
    '紧急联系人手机',
    '紧急联系人手机号',
    '紧急联系人联系方式',
    '紧急联系方式',
    '紧急电话',
    '应急联系电话',
    '应急联系人电话',
    '家属电话',
    '家属联系电话',
    '家庭电话',
    'emergencyphone',
    'emergencycontactphone',
    'emergencycontactnumber'
  ],
  notes: ['备注', '备注说明', '说明', '其他', 'notes', 'note', 'remarks', 'remark', 'comment', 'comments']
};

const meanings = new Map(ROSTER_FIELDS.flatMap((field) => HEADERS[field].map((word): [string, RosterField] => [word, field])));

/** What a form asks around the word that matters: 1、请填写您的姓名：（必填）. */
const ASKING = /^(请问?|麻烦)?(填写|输入|选择|提供|留下)?(一下)?(您|你|本人)?(的)?/;

/** A header's words without blanks, case, brackets, numbers of questions and what a form asks around them. */
export function headerKey(header: string): string {
  const plain = cleanCell(header)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/\s+/g, '')
    .replace(/^(第?[0-9一二三四五六七八九十]+[、.．题:：)）]|q[0-9]+[.:：、]?)/, '')
    .replace(/[*_:：.。?？、，,'"“”-]/g, '')
    .replace(/(必填|选填|填空题|单选题|多选题)$/, '');
  return plain.replace(ASKING, '') || plain;
}

/** Which field a column header names, by its usual Chinese and English words; null if it is none of them. */
export function fieldOfHeader(header: string): RosterField | null {
  const key = headerKey(header);
  return key === '' ? null : (meanings.get(key) ?? null);
}
