import type { PoliticalStatus } from '../../../contract/people/people.ts';
import type { RosterField, RosterProblem } from '../../../contract/people/people-import.ts';
import type { DocumentKind, Sex } from '../../../contract/people/people-rules.ts';

/**
 * Words in spreadsheets. Exports write the first two of each list (Chinese, English). Imports understand all, so that they can
 * read an exported file.
 */
export type SheetLanguage = 'zh-CN' | 'en';

export const SEX_WORDS: Record<Sex, string[]> = { male: ['男', 'male', '男性', 'm'], female: ['女', 'female', '女性', 'f'] };

export const DOCUMENT_WORDS: Record<DocumentKind, string[]> = {
  resident_id: ['居民身份证', 'ID card', '身份证', '二代身份证', '第二代居民身份证', 'resident id', 'resident identity card'],
  hk_mo_tw_residence: [
    '港澳台居民居住证',
    'HK/MO/TW residence permit',
    '港澳居民居住证',
    '台湾居民居住证',
    '居住证',
    '中华人民共和国港澳居民居住证',
    '中华人民共和国台湾居民居住证',
    'residence permit'
  ],
  foreign_residence: [
    '外国人永久居留身份证',
    'foreign permanent resident ID card',
    '外国人永久居留证',
    '永久居留身份证',
    '永久居留证',
    '永居证',
    '中华人民共和国外国人永久居留身份证',
    'permanent resident card',
    'permanent residence card'
  ],
  passport: ['护照', 'passport', '外国护照', '普通护照', '外籍护照'],
  hk_mo_tw: [
    '港澳台证件',
    'HK/MO/TW permit',
    '港澳居民来往内地通行证',
    '港澳通行证',
    '港澳居民通行证',
    '港澳台通行证',
    '回乡证',
    '台湾居民来往大陆通行证',
    '台湾通行证',
    '台胞证'
  ],
  none: ['无', 'none', '无证件']
};

export const POLITICAL_WORDS: Record<PoliticalStatus, string[]> = {
  party_member: ['中共党员', 'party member', '党员', '正式党员', '中国共产党党员'],
  probationary_member: ['中共预备党员', 'probationary member', '预备党员', '中国共产党预备党员'],
  league_member: ['共青团员', 'league member', '团员', '中国共产主义青年团团员'],
  democratic_party: ['民主党派', 'democratic party'],
  independent: ['无党派人士', 'independent', '无党派'],
  masses: ['群众', 'none of these', '普通群众', '公民', 'masses']
};

const key = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '');

const meanings = new WeakMap<object, Map<string, string>>();

/** The value that the text of a cell means, or null. */
export function meaning<T extends string>(words: Record<T, string[]>, text: string): T | null {
  let known = meanings.get(words);
  if (known === undefined) {
    known = new Map((Object.keys(words) as T[]).flatMap((value) => words[value].map((word): [string, string] => [key(word), value])));
    meanings.set(words, known);
  }
  return (known.get(key(text)) as T | undefined) ?? null;
}

/** The word that an export writes for a value. */
export function word<T extends string>(words: Record<T, string[]>, value: T | null, language: SheetLanguage): string {
  return value === null ? '' : (words[value][language === 'en' ? 1 : 0] ?? '');
}

export const FIELD_WORDS: Record<RosterField, [string, string]> = {
  name: ['姓名', 'Name'],
  sex: ['性别', 'Sex'],
  birthDate: ['出生日期', 'Birth date'],
  documentKind: ['证件类型', 'Document type'],
  documentNumber: ['证件号码', 'Document number'],
  mobile: ['手机号码', 'Mobile'],
  organisation: ['单位', 'Organisation'],
  team: ['班组', 'Team'],
  trade: ['工种', 'Trade'],
  politicalStatus: ['政治面貌', 'Political status'],
  emergencyName: ['紧急联系人', 'Emergency contact'],
  emergencyPhone: ['紧急联系电话', 'Emergency phone'],
  notes: ['备注', 'Notes']
};

export const SHEET_WORDS = {
  people: ['人员', 'People'],
  problems: ['有问题的行', 'Rows with problems'],
  row: ['原行号', 'Row'],
  reason: ['原因', 'Reason'],
  template: ['花名册模板', 'roster-template'],
  example: ['示例', 'Example']
} as const;

/** A fixed word of a sheet. */
export const sheetWord = (words: readonly [string, string], language: SheetLanguage): string => words[language === 'en' ? 1 : 0];

const REASONS: Record<RosterProblem['code'], [string, string]> = {
  name_missing: ['缺少姓名', 'the name is missing'],
  name_long: ['姓名过长', 'the name is too long'],
  id_empty: ['缺少身份证号', 'the ID number is missing'],
  id_length: ['身份证号应为18位，现为{length}位', 'an ID number has 18 characters, this has {length}'],
  id_fifteen: [
    '15位是第一代身份证号，2013年起已停用，请按第二代身份证填写18位号码',
    'fifteen digits are a first-generation number, out of use since 2013; enter the eighteen characters of the second-generation card'
  ],
  id_characters: ['身份证号含有不允许的字符“{character}”', 'an ID number cannot hold “{character}”'],
  id_province: ['身份证号前两位{prefix}不是省级代码', '{prefix} at the beginning is no province'],
  id_birth_date: ['身份证号中的出生日期{date}不存在', 'the birth date {date} in the ID number is impossible'],
  id_check_digit: ['身份证号最后一位应为{expected}', 'the last character of the ID number should be {expected}'],
  number_cut: [
    '号码被Excel按数字处理，15位之后已丢失，请以文本格式重新填写',
    'Excel kept the number as a number and lost what follows 15 digits; enter it again as text'
  ],
  id_residence_prefix: [
    '港澳台居民居住证号码应为18位，以810000、820000或830000开头',
    'a residence permit has 18 characters and begins with 810000, 820000 or 830000'
  ],
  id_foreign_residence: [
    '外国人永久居留身份证号码应为以9开头的18位，旧版为3个字母加12位数字',
    'a foreigner’s permanent residence card has 18 characters beginning with 9, or on old cards three letters and twelve digits'
  ],
  number_masked: ['号码打了星号，站内没有可对应的人', 'the number is masked, and nobody on record fits it'],
  number_kept: ['号码打了星号，保留站内的号码', 'the number is masked; the one on record stays'],
  birth_date_partial: ['只写了年份或年月，不导入出生日期', 'only a year or month; the birth date is not taken'],
  cell_fault: ['公式出错', 'the formula failed'],
  cell_uncomputed: ['公式没有计算结果，请用Excel打开并保存后再导入', 'the formula has no value; open and save the file in Excel first'],
  cell_ignored: ['公式没有结果，按空格处理', 'the formula has no value and counts as blank'],
  organisation_archived: ['该单位已归档', 'the organisation is archived'],
  organisation_long: ['单位或班组名称最多{max}个字', 'the name of an organisation or team has {max} characters at most'],
  organisation_deep: ['单位层级太多', 'too many levels of organisations'],
  team_alone: [
    '只写了班组，没有写单位：请填写单位，或选择本文件所属的单位',
    'a team without an organisation: fill it in, or choose what the file belongs to'
  ],
  row_invalid: ['这一行无法登记', 'this row cannot be taken in'],
  document_invalid: ['证件号码应为5–20位字母或数字', 'a document number has 5–20 letters or digits'],
  document_kind_unknown: ['无法识别的证件类型', 'unknown type of document'],
  document_kind_missing: ['有证件号码但不是身份证号，请填写证件类型', 'not an ID number; say what type of document it is'],
  mobile_invalid: ['手机号码应为11位，以13–19开头', 'a mobile number has 11 digits and begins with 13–19'],
  phone_invalid: ['电话号码无效', 'not a telephone number'],
  sex_unknown: ['性别应为男或女', 'sex is male or female'],
  birth_date_invalid: ['出生日期无效', 'not a possible birth date'],
  political_status_unknown: ['无法识别的政治面貌', 'unknown political status'],
  organisation_unknown: ['站内没有这个单位', 'the station has no such organisation'],
  organisation_ambiguous: [
    '站内有多个同名单位，请写出上级，如“园区/企业”',
    'several organisations have this name; add what it lies in, as “park/enterprise”'
  ],
  team_unknown: ['该单位下没有这个班组', 'no such team there'],
  team_ambiguous: ['有多个同名班组，请填写单位', 'several teams have this name; fill in the organisation'],
  value_long: ['内容过长，最多{max}个字', 'too long, {max} characters at most'],
  duplicate_in_file: ['与第{row}行重复', 'the same person as in row {row}'],
  document_of_other: ['该证件号码属于站内的“{name}”，姓名不同', 'the document belongs to “{name}”, another name'],
  document_differs: ['站内“{name}”姓名手机相同，但证件号码不同', '“{name}” has the same name and mobile but another document'],
  several_known: ['站内有{count}人与此行相符', '{count} people at the station fit this row'],
  known_skipped: ['站内已有，跳过', 'known already, left as is'],
  known_updated: ['站内已有，将更新', 'known already, will be updated'],
  organisation_made: ['将新建单位', 'the organisation will be made'],
  birth_date_from_id: ['出生日期以身份证号为准', 'the birth date is taken from the ID number'],
  sex_from_id: ['性别以身份证号为准', 'the sex is taken from the ID number']
};

/** Why a row was refused, as a sentence for the column of reasons. */
export function reasonText(problem: RosterProblem, language: SheetLanguage): string {
  const text = sheetWord(REASONS[problem.code], language);
  const sentence = text.replace(/\{(\w+)\}/g, (_, name: string) => String(problem.params[name] ?? ''));
  return problem.field === null ? sentence : `${sheetWord(FIELD_WORDS[problem.field], language)}：${sentence}`;
}
