import type { OpeningHours } from './allocation.ts';

/** A zone offered at set-up. */
export interface ZoneOffer {
  key: string;
  name: string;
  nameEn: string;
  purpose: string;
  purposeEn: string;
  /** Part of the 红色邻里站. */
  neighbourhood: boolean;
  capacity: number;
  setupMinutes: number;
  clearupMinutes: number;
  needsApproval: boolean;
  colour: string;
  holidayPolicy: 'closed' | 'open';
  hours: OpeningHours[];
}

const MON_TO_FRI = [1, 2, 3, 4, 5];
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const open = (weekdays: number[], ...intervals: [string, string][]): OpeningHours[] =>
  weekdays.flatMap((weekday) => intervals.map(([from, to]) => ({ weekday, open: from, close: to })));

/** The ten zones offered at set-up: seven of the station, three of its neighbourhood station. */
export const ZONE_OFFERS: readonly ZoneOffer[] = [
  {
    key: 'red_imprint',
    name: '红色印记',
    nameEn: 'Red Imprint',
    purpose: '陈列项目党建历程，接待参观，重温入党誓词',
    purposeEn: 'Exhibition of the party’s work on the project: visits are received and the oath is renewed here',
    neighbourhood: false,
    capacity: 60,
    setupMinutes: 10,
    clearupMinutes: 10,
    needsApproval: false,
    colour: '#B3191F',
    holidayPolicy: 'open',
    hours: open(WEEK, ['08:30', '17:30'])
  },
  {
    key: 'model_branch',
    name: '特色支部',
    nameEn: 'Model Branch',
    purpose: '支部会议、主题党日和组织生活',
    purposeEn: 'Branch meetings, theme party days and organisational life',
    neighbourhood: false,
    capacity: 40,
    setupMinutes: 10,
    clearupMinutes: 10,
    needsApproval: false,
    colour: '#5F3DC4',
    holidayPolicy: 'closed',
    hours: open([...MON_TO_FRI, 6], ['08:30', '20:30'])
  },
  {
    key: 'red_productivity',
    name: '红色生产力',
    nameEn: 'Red Productivity',
    purpose: '技术攻关、创新工作室和劳动竞赛',
    purposeEn: 'Technical problem-solving, the innovation workshop and labour contests',
    neighbourhood: false,
    capacity: 30,
    setupMinutes: 15,
    clearupMinutes: 15,
    needsApproval: false,
    colour: '#00796B',
    holidayPolicy: 'closed',
    hours: open([...MON_TO_FRI, 6], ['08:30', '18:00'])
  },
  {
    key: 'command_centre',
    name: '攻坚作战指挥中心',
    nameEn: 'Project Command Centre',
    purpose: '工程调度、攻坚会商和应急指挥',
    purposeEn: 'Scheduling of works, conferences on hard tasks and emergency command',
    neighbourhood: false,
    capacity: 24,
    setupMinutes: 0,
    clearupMinutes: 0,
    needsApproval: true,
    colour: '#C77700',
    holidayPolicy: 'open',
    hours: open(WEEK, ['07:00', '22:00'])
  },
  {
    key: 'clean_works',
    name: '清廉工程',
    nameEn: 'Clean Works',
    purpose: '廉洁教育、警示片观看和廉政谈话',
    purposeEn: 'Integrity education, warning films and integrity talks',
    neighbourhood: false,
    capacity: 30,
    setupMinutes: 10,
    clearupMinutes: 10,
    needsApproval: false,
    colour: '#212F45',
    holidayPolicy: 'closed',
    hours: open(MON_TO_FRI, ['08:30', '17:30'])
  },
  {
    key: 'safety_hall',
    name: '安全体验馆',
    nameEn: 'Safety Experience Hall',
    purpose: '三级安全教育，高处坠落、触电、灭火等体验',
    purposeEn: 'Three-level safety education; falls, electric shock, fire-fighting and more to be experienced',
    neighbourhood: false,
    capacity: 50,
    setupMinutes: 15,
    clearupMinutes: 30,
    needsApproval: false,
    colour: '#4F8FD0',
    holidayPolicy: 'closed',
    hours: open([...MON_TO_FRI, 6], ['08:00', '12:00'], ['13:30', '18:00'])
  },
  {
    key: 'growth_hall',
    name: '成长讲堂',
    nameEn: 'Growth Lecture Hall',
    purpose: '新工人夜校、技能培训和讲座',
    purposeEn: 'Night school for new workers, skills training and lectures',
    neighbourhood: false,
    capacity: 80,
    setupMinutes: 15,
    clearupMinutes: 15,
    needsApproval: false,
    colour: '#B3191F',
    holidayPolicy: 'closed',
    hours: open(WEEK, ['08:30', '21:30'])
  },
  {
    key: 'mediation_room',
    name: '调解室',
    nameEn: 'Mediation Room',
    purpose: '劳资、邻里等矛盾纠纷的人民调解',
    purposeEn: 'People’s mediation of disputes over wages, between neighbours and others',
    neighbourhood: true,
    capacity: 12,
    setupMinutes: 5,
    clearupMinutes: 10,
    needsApproval: false,
    colour: '#5F3DC4',
    holidayPolicy: 'closed',
    hours: open([...MON_TO_FRI, 6], ['08:30', '17:30'])
  },
  {
    key: 'volunteer_point',
    name: '志愿服务点',
    nameEn: 'Volunteer Service Point',
    purpose: '志愿者集合、便民服务和物资发放',
    purposeEn: 'Where volunteers meet, neighbours are served and goods handed out',
    neighbourhood: true,
    capacity: 20,
    setupMinutes: 10,
    clearupMinutes: 10,
    needsApproval: false,
    colour: '#00796B',
    holidayPolicy: 'open',
    hours: open(WEEK, ['08:30', '18:00'])
  },
  {
    key: 'counselling_room',
    name: '心理咨询室',
    nameEn: 'Counselling Room',
    purpose: '工友心理疏导与个别咨询，内容保密',
    purposeEn: 'Counselling of workers one by one, in confidence',
    neighbourhood: true,
    capacity: 4,
    setupMinutes: 0,
    clearupMinutes: 10,
    needsApproval: true,
    colour: '#C77700',
    holidayPolicy: 'closed',
    hours: open([...MON_TO_FRI, 6], ['09:00', '12:00'], ['13:30', '20:00'])
  }
];
