import type { DocumentName } from '../../../contract/training/class-documents.ts';

const session = {
  number: 1,
  sessionNumber: 1,
  date: '2026-11-24',
  weekday: '周二',
  from: '19:00',
  to: '21:00',
  zone: '成长讲堂',
  trainers: '赵甲子',
  topic: ''
};
const head = {
  station: '红色能量站',
  code: '2026-0001',
  title: '咖啡制作',
  course: '咖啡制作',
  term: '2026 秋季',
  zone: '成长讲堂',
  place: '三楼',
  trainers: '赵甲子',
  capacity: 24
};

/** Sample data of each document for trying a new template. Unknown tags stay empty. */
export const SAMPLES = {
  sign_in_sheet: {
    ...head,
    ...session,
    expected: 1,
    people: [{ number: 1, name: '钱乙丑', organisation: '一班组', mobile: '139****0001' }],
    empty: [{ number: 2 }]
  },
  roster: { ...head, people: [{ number: 1, name: '钱乙丑', organisation: '一班组', mobile: '139****0001' }], sessions: [session] },
  door_sign: { ...head, ...session },
  timetable: {
    station: head.station,
    title: '2026 秋季课程表',
    from: '2026-09-01',
    to: '2026-12-31',
    rows: [
      {
        code: head.code,
        title: head.title,
        trainers: head.trainers,
        zone: head.zone,
        times: '周二 19:00–21:00',
        firstDate: '2026-09-01',
        lastDate: '2026-10-27',
        free: 3,
        sessions: 8
      }
    ]
  },
  certificate: {
    station: head.station,
    number: '2026-00001',
    code: 'ABCD-EFGH-JKLM-N',
    name: '钱乙丑',
    document: '3300**********0001',
    organisation: '一班组',
    course: '咖啡制作',
    hours: '16',
    from: '2026-09-01',
    to: '2026-10-27',
    issuedOn: '2026-10-28',
    validUntil: '长期',
    result: '考核合格，',
    qr: ''
  }
} satisfies Partial<Record<DocumentName, Record<string, unknown>>>;
