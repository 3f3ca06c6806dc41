import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('calls', {
  'zh-CN': {
    title: '电话通知',
    all: '显示已通知的',
    reveal: '显示完整号码',
    print: '打印通知单',
    none: '没有要通知的人',
    never: '还没有通知过人',
    toCall: '待通知',
    offerUntil: '保留至 {until}',
    reasons: {
      class_cancelled: '班级取消',
      session_cancelled: '课次取消',
      session_suspended: '课次暂停',
      session_moved: '课次改期',
      offered: '有名额，待确认',
      promoted: '已得到名额',
      invited: '想学，邀请报名',
      shift_cancelled: '班岗取消',
      shift_suspended: '班岗暂停',
      shift_moved: '班岗改期',
      shift_unready: '缺保险或培训，暂不能上岗'
    }
  },
  en: {
    title: 'Calls',
    all: 'Show those reached',
    reveal: 'Show whole numbers',
    print: 'Print the list',
    none: 'Nobody has to be called',
    never: 'Nobody was ever called',
    toCall: 'To call',
    offerUntil: 'held until {until}',
    reasons: {
      class_cancelled: 'class cancelled',
      session_cancelled: 'session cancelled',
      session_suspended: 'session suspended',
      session_moved: 'session moved',
      offered: 'a place is offered',
      promoted: 'got a place',
      invited: 'wished it; invite',
      shift_cancelled: 'shift cancelled',
      shift_suspended: 'shift suspended',
      shift_moved: 'shift moved',
      shift_unready: 'lacks insurance or training for the shift'
    }
  }
});
