import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('palette', {
  'zh-CN': {
    title: '查找与命令',
    placeholder: '姓名、拼音、首字母、手机尾号，或页面、操作',
    nothing: '没有找到“{text}”',
    nothingHint: '换个写法，或只输入首字母、手机后四位。',
    groups: {
      people: '人员',
      classes: '班级',
      volunteers: '志愿服务',
      cases: '调解案件',
      zones: '功能区',
      reservations: '今日预约',
      pages: '页面',
      actions: '操作'
    },
    actions: { newPerson: '登记人员', newReservation: '新建预约', lock: '锁定窗口', signOut: '退出登录' }
  },
  en: {
    title: 'Find and commands',
    placeholder: 'Name, pinyin, initials, end of mobile, or a page or action',
    nothing: 'Nothing found for “{text}”',
    nothingHint: 'Try the initials, or the last four digits of the mobile.',
    groups: {
      people: 'People',
      classes: 'Classes',
      volunteers: 'Volunteers',
      cases: 'Cases',
      zones: 'Zones',
      reservations: 'Today’s reservations',
      pages: 'Pages',
      actions: 'Actions'
    },
    actions: { newPerson: 'Register a person', newReservation: 'New reservation', lock: 'Lock the window', signOut: 'Sign out' }
  }
});
