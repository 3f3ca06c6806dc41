import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('person', {
  'zh-CN': {
    sexes: { male: '男', female: '女' },
    documentKinds: {
      resident_id: '居民身份证',
      passport: '护照',
      hk_mo_tw_residence: '港澳台居民居住证',
      foreign_residence: '外国人永久居留身份证',
      hk_mo_tw: '港澳台通行证',
      none: '无证件'
    },
    statuses: {
      party_member: '中共党员',
      probationary_member: '中共预备党员',
      league_member: '共青团员',
      democratic_party: '民主党派',
      independent: '无党派人士',
      masses: '群众'
    },
    age: '{n} 岁',
    bornIn: '{year} 年生',
    organisationKinds: { zone_park: '园区', enterprise: '企业', project_site: '项目工地', work_team: '班组' },
    picker: {
      placeholder: '姓名、拼音、首字母、手机或证件尾号',
      label: '查找人员',
      none: '没有找到“{query}”',
      newPerson: '登记新人员',
      newNamed: '登记新人员“{name}”',
      name: '姓名',
      mobile: '手机（选填）',
      save: '登记并选用',
      useKnown: '选用“{name}”',
      another: '是另一个人，仍然登记',
      clear: '重新选择',
      count: '{n} 个结果'
    },
    collector: { team: '选择单位或班组', add: '加入全部成员', chosen: '已选人员' },
    organisation: { label: '单位', placeholder: '选择单位或班组', none: '无单位' },
    problems: {
      empty: '请填写号码',
      length: '身份证号应为 18 位，现在是 {length} 位',
      fifteen: '只有 15 位：可能被 Excel 截断，或是第一代身份证号。请按证件填写 18 位号码',
      characters: '身份证号不能含有“{character}”',
      province: '前两位 {prefix} 不是省级代码，请核对',
      birth_date: '出生日期 {date} 不存在或晚于今天，请核对',
      check_digit: '最后一位应为 {expected}，请逐位核对',
      document: '证件号码应为 5–20 位字母或数字',
      mobile: '手机号应为 11 位，以 13–19 开头',
      phone: '电话号码无效，座机请写区号-号码',
      guardian_needed: '未满 14 周岁，须由监护人同意',
      itself: '不能与自己合并',
      too_many: '结果超过 {limit} 人，请先筛选再导出',
      other: '填写的内容有误'
    }
  },
  en: {
    sexes: { male: 'Male', female: 'Female' },
    documentKinds: {
      resident_id: 'Resident ID card',
      passport: 'Passport',
      hk_mo_tw_residence: 'HK/MO/TW residence permit',
      foreign_residence: 'Foreigner’s permanent residence card',
      hk_mo_tw: 'HK/MO/TW travel permit',
      none: 'No document'
    },
    statuses: {
      party_member: 'Party member',
      probationary_member: 'Probationary member',
      league_member: 'League member',
      democratic_party: 'Democratic party',
      independent: 'Independent',
      masses: 'None of these'
    },
    age: 'aged {n}',
    bornIn: 'born {year}',
    organisationKinds: { zone_park: 'Zone or park', enterprise: 'Enterprise', project_site: 'Project site', work_team: 'Work team' },
    picker: {
      placeholder: 'Name, pinyin, initials, end of mobile or ID',
      label: 'Find a person',
      none: 'Nobody found for “{query}”',
      newPerson: 'Register somebody new',
      newNamed: 'Register “{name}” as new',
      name: 'Name',
      mobile: 'Mobile (optional)',
      save: 'Register and use',
      useKnown: 'Use “{name}”',
      another: 'It is somebody else; register anyway',
      clear: 'Choose again',
      count: '{n} found'
    },
    collector: { team: 'Choose an organisation or team', add: 'Add all its people', chosen: 'People chosen' },
    organisation: { label: 'Organisation', placeholder: 'Choose an organisation or team', none: 'No organisation' },
    problems: {
      empty: 'Enter the number',
      length: 'An ID number has 18 characters; this has {length}',
      fifteen: 'Only 15 digits: cut by Excel, or a first-generation number. Enter all 18 from the card',
      characters: 'An ID number cannot hold “{character}”',
      province: '{prefix} at the beginning is no province; check it',
      birth_date: 'The birth date {date} does not exist or lies ahead; check it',
      check_digit: 'The last digit should be {expected}; check the number digit by digit',
      document: 'A document number has 5–20 letters or digits',
      mobile: 'A mobile number has 11 digits and begins with 13–19',
      phone: 'Not a telephone number; write landlines as area code-number',
      guardian_needed: 'Below 14 a guardian must agree',
      itself: 'A record cannot be merged with itself',
      too_many: 'More than {limit} people; narrow the list first',
      other: 'Something here is not right'
    }
  }
});
