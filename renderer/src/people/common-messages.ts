import { texts } from '@/ui/i18n/index.ts';

// Words of lists, calls and papers that several areas share. Their keys are those of the area that had them first.
texts('training', {
  'zh-CN': {
    sheets: {
      no: '序号',
      name: '姓名',
      organisation: '单位',
      mobile: '手机',
      signature: '签名',
      status: '状态',
      time: '时间',
      zone: '地点',
      trainers: '讲师',
      topic: '内容',
      sessions: '课次',
      class: '班级',
      dates: '起止',
      freeSeats: '余位',
      byDay: '逐日安排',
      noSessions: '无课',
      noClasses: '这段时间没有班级',
      about: '事由',
      outcome: '结果',
      signInTitle: '{title} 签到表',
      rosterTitle: '{title} 花名册',
      timetableTitle: '{station} 课程表',
      doorTitle: '门牌',
      callsTitle: '{title} 电话通知单',
      peopleOf: '{n}/{of} 人',
      certificate: {
        title: '结业证书',
        period: '{from}至{to}',
        number: '编号 {number}',
        text: '于{period}参加“{course}”培训，共 {hours} 学时，考核合格，准予结业。',
        textUntested: '于{period}参加“{course}”培训，共 {hours} 学时，准予结业。',
        revoked: '已撤销',
        code: '核验码',
        forGood: '长期有效',
        validUntil: '有效期至 {date}'
      }
    },
    outcomes: { reached: '已通知', no_answer: '无人接听', message: '已留言', wrong_number: '号码有误' },
    standing: { badge: '打印胸牌' }
  },
  en: {
    sheets: {
      no: 'No.',
      name: 'Name',
      organisation: 'Organisation',
      mobile: 'Mobile',
      signature: 'Signature',
      status: 'State',
      time: 'Time',
      zone: 'Zone',
      trainers: 'Trainer',
      topic: 'Topic',
      sessions: 'Sessions',
      class: 'Class',
      dates: 'From – to',
      freeSeats: 'Free',
      byDay: 'Day by day',
      noSessions: 'no sessions',
      noClasses: 'No classes in this time',
      about: 'About',
      outcome: 'Outcome',
      signInTitle: '{title}: sign-in sheet',
      rosterTitle: '{title}: roster',
      timetableTitle: '{station}: timetable',
      doorTitle: 'Door sign',
      callsTitle: '{title}: people to call',
      peopleOf: '{n} of {of}',
      certificate: {
        title: 'Certificate',
        period: '{from} – {to}',
        number: 'No. {number}',
        text: 'has completed “{course}” ({hours} hours), {period}.',
        textUntested: 'has completed “{course}” ({hours} hours), {period}.',
        revoked: 'Revoked',
        code: 'Verification code',
        forGood: 'Valid without limit',
        validUntil: 'Valid until {date}'
      }
    },
    outcomes: { reached: 'Reached', no_answer: 'No answer', message: 'Left a message', wrong_number: 'Wrong number' },
    standing: { badge: 'Print a badge' }
  }
});
texts('classes', {
  'zh-CN': {
    because: '原因：{reason}',
    made: '建立',
    book: { override: '仍要报名的原因' },
    booking: { accept: '确认名额' },
    form: { skipHolidays: '避开法定节假日' }
  },
  en: {
    because: 'Because: {reason}',
    made: 'Made',
    book: { override: 'Why all the same' },
    booking: { accept: 'Take the seat' },
    form: { skipHolidays: 'Leave public holidays out' }
  }
});
texts('certificates', {
  'zh-CN': { code: '核验码', docx: '导出 Word', prints: '打印 {n} 次', search: '编号或姓名' },
  en: { code: 'Verification code', docx: 'For Word', prints: 'printed {n} time | printed {n} times', search: 'Number or name' }
});
