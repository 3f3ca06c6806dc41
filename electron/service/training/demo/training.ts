import type { TrainerLeave } from '../../../contract/training/trainers.ts';

/** Courses, trainers and classes of the demonstration, in a past term and the current one. */

/** Courses with more fields than an offer; the rest of the catalogue comes from the offers. */
export const DEMO_COURSES = [
  {
    category: 'life',
    title: '咖啡制作',
    titleEn: 'Coffee making',
    description: '从认识豆子到拉花：意式、手冲和常见饮品，每次课都动手。',
    minutes: 16 * 60,
    audience: '园区全体职工',
    capacity: 20,
    minToOpen: 8,
    materials: [
      { name: '咖啡豆', quantity: 150, unit: '克', perPerson: true },
      { name: '纸杯', quantity: 4, unit: '个', perPerson: true },
      { name: '拉花缸', quantity: 6, unit: '个', perPerson: false }
    ],
    certificate: { attendancePercent: 75, minutes: 0, testNeeded: false, validMonths: null }
  },
  {
    category: 'skills',
    title: '钳工基础',
    titleEn: 'Bench work',
    description: '划线、锯削、锉削、钻孔与装配，结业有实操考核。',
    minutes: 15 * 60,
    audience: '有意学习机加工的一线工人',
    capacity: 20,
    minToOpen: 8,
    materials: [{ name: '护目镜', quantity: 1, unit: '副', perPerson: true }],
    certificate: { attendancePercent: 80, minutes: 0, testNeeded: true, validMonths: null }
  },
  {
    category: 'safety',
    title: '高处作业安全轮训',
    titleEn: 'Safety at heights, refresher',
    description: '每两个月一轮：安全带佩戴、临边防护、应急处置。',
    minutes: 6 * 60,
    audience: '架子工、塔吊司机及高处作业人员',
    capacity: 30,
    minToOpen: 1,
    materials: [],
    certificate: { attendancePercent: 100, minutes: 0, testNeeded: false, validMonths: 2 }
  }
] as const;

/** Titles of courses, which this file uses as their names. */
export const COFFEE = '咖啡制作';
export const FITTER = '钳工基础';
export const HEIGHTS = '高处作业安全轮训';

export interface DemoTrainer {
  /** Index of the person in the roster. */
  person: number;
  courses: string[];
  /** ISO weekdays, from, to. */
  hours: [number[], string, string][];
  /** First and last day, as days from today. */
  leave: [number, number, TrainerLeave['reason']][];
  /** Name, courses that need it, and the last valid day, as days from today (null: for good). */
  qualifications: [string, string[], number | null][];
}

const EVENINGS: [number[], string, string] = [[1, 2, 3, 4, 5], '18:00', '21:30'];
const WEEKENDS: [number[], string, string] = [[6, 7], '08:00', '21:30'];

export const DEMO_TRAINERS: readonly DemoTrainer[] = [
  {
    person: 60,
    courses: [COFFEE, '中式面点'],
    hours: [EVENINGS, WEEKENDS],
    leave: [[44, 50, '探亲假']],
    qualifications: [['咖啡师（三级）', [COFFEE], null]]
  },
  {
    person: 105,
    courses: [FITTER, '数控铣削', '工业机器人操作'],
    hours: [WEEKENDS, EVENINGS],
    leave: [],
    qualifications: [
      ['钳工（技师）', [FITTER], null],
      ['数控铣工（高级）', ['数控铣削'], 400]
    ]
  },
  { person: 210, courses: ['短视频剪辑', '手机摄影'], hours: [EVENINGS, WEEKENDS], leave: [[-54, -53, '外出学习']], qualifications: [] },
  {
    person: 315,
    courses: ['三级安全教育（公司级）', '三级安全教育（项目级）', '三级安全教育（班组级）', HEIGHTS],
    hours: [[[1, 2, 3, 4, 5, 6], '08:00', '21:00']],
    leave: [],
    qualifications: [
      ['注册安全工程师', ['三级安全教育（公司级）', '三级安全教育（项目级）', '三级安全教育（班组级）'], 700],
      ['高处作业培训师', [HEIGHTS], 25]
    ]
  },
  { person: 420, courses: ['劳动法与权益保障', '党的创新理论宣讲'], hours: [], leave: [], qualifications: [] },
  {
    person: 525,
    courses: ['汽车维修', '叉车驾驶', '工业机器人操作'],
    hours: [EVENINGS, WEEKENDS],
    leave: [[-3, 9, '病假']],
    qualifications: [['场内专用机动车辆作业', ['叉车驾驶'], 120]]
  }
];

export interface DemoClass {
  /** Its key in the story. */
  key: string;
  course: string;
  title?: string;
  /** 1: the past term; 2: the current term. */
  term: 1 | 2;
  zone: string;
  /** Index in DEMO_TRAINERS. */
  trainer: number;
  /** ISO weekdays, from, to. */
  slots: [number[], string, string];
  /** First possible day, as days from today, and number of sessions; 0 sessions: a class without dates. */
  first: number;
  count: number;
  capacity: number;
  minToOpen: number;
  quota?: number;
  /** People who try to book: index of the first in the roster, step to the next, and number. */
  people: { from: number; step: number; count: number };
  /** Whether a draft stays one. */
  draft?: boolean;
}

/** Zones other than the lecture hall close at six on most days, so classes there take place on Saturdays. */
export const DEMO_CLASSES: readonly DemoClass[] = [
  {
    key: 'coffee1',
    course: COFFEE,
    title: '咖啡制作（一班）',
    term: 1,
    zone: 'growth_hall',
    trainer: 0,
    slots: [[2, 4], '19:00', '21:00'],
    first: -63,
    count: 8,
    capacity: 20,
    minToOpen: 8,
    people: { from: 3, step: 11, count: 22 }
  },
  {
    key: 'fitter1',
    course: FITTER,
    term: 1,
    zone: 'red_productivity',
    trainer: 1,
    slots: [[6], '14:00', '17:00'],
    first: -66,
    count: 5,
    capacity: 18,
    minToOpen: 8,
    people: { from: 102, step: 5, count: 17 }
  },
  {
    key: 'video1',
    course: '短视频剪辑',
    term: 1,
    zone: 'command_centre',
    trainer: 2,
    slots: [[1, 3], '19:00', '21:00'],
    first: -64,
    count: 6,
    capacity: 20,
    minToOpen: 10,
    people: { from: 207, step: 7, count: 16 }
  },
  {
    key: 'heights1',
    course: HEIGHTS,
    term: 1,
    zone: 'safety_hall',
    trainer: 3,
    slots: [[6], '08:30', '11:30'],
    first: -50,
    count: 2,
    capacity: 30,
    minToOpen: 1,
    people: { from: 551, step: 2, count: 20 }
  },
  {
    key: 'safety1',
    course: '三级安全教育（公司级）',
    term: 1,
    zone: 'growth_hall',
    trainer: 3,
    slots: [[1, 3, 5], '18:00', '21:00'],
    first: -61,
    count: 5,
    capacity: 24,
    minToOpen: 1,
    people: { from: 452, step: 2, count: 22 }
  },
  {
    key: 'law1',
    course: '劳动法与权益保障',
    term: 1,
    zone: 'model_branch',
    trainer: 4,
    slots: [[4], '18:30', '20:00'],
    first: -60,
    count: 3,
    capacity: 36,
    minToOpen: 10,
    people: { from: 301, step: 4, count: 24 }
  },
  {
    key: 'coffee2',
    course: COFFEE,
    title: '咖啡制作（二班）',
    term: 2,
    zone: 'growth_hall',
    trainer: 0,
    slots: [[1, 3], '19:00', '21:00'],
    first: -24,
    count: 10,
    capacity: 16,
    minToOpen: 8,
    people: { from: 9, step: 13, count: 21 }
  },
  {
    key: 'cnc2',
    course: '数控铣削',
    term: 2,
    zone: 'red_productivity',
    trainer: 1,
    slots: [[6], '14:00', '17:00'],
    first: -8,
    count: 8,
    capacity: 12,
    minToOpen: 6,
    people: { from: 102, step: 5, count: 14 }
  },
  {
    key: 'safety2',
    course: '三级安全教育（项目级）',
    term: 2,
    zone: 'safety_hall',
    trainer: 3,
    slots: [[6], '08:30', '11:30'],
    first: -16,
    count: 5,
    capacity: 24,
    minToOpen: 1,
    people: { from: 452, step: 2, count: 22 }
  },
  {
    key: 'photo2',
    course: '手机摄影',
    term: 2,
    zone: 'growth_hall',
    trainer: 2,
    slots: [[6, 7], '14:00', '16:00'],
    first: 4,
    count: 4,
    capacity: 15,
    minToOpen: 8,
    quota: 10,
    people: { from: 13, step: 23, count: 24 }
  },
  {
    key: 'pastry2',
    course: '中式面点',
    term: 2,
    zone: 'growth_hall',
    trainer: 0,
    slots: [[5], '19:00', '21:00'],
    first: 5,
    count: 6,
    capacity: 20,
    minToOpen: 10,
    people: { from: 31, step: 37, count: 7 }
  },
  {
    key: 'robots2',
    course: '工业机器人操作',
    term: 2,
    zone: 'command_centre',
    trainer: 5,
    slots: [[2], '19:00', '21:00'],
    first: 6,
    count: 6,
    capacity: 16,
    minToOpen: 8,
    people: { from: 153, step: 9, count: 9 }
  },
  {
    key: 'forklift2',
    course: '叉车驾驶',
    term: 2,
    zone: 'growth_hall',
    trainer: 5,
    slots: [[7], '09:00', '11:00'],
    first: 21,
    count: 0,
    capacity: 20,
    minToOpen: 8,
    people: { from: 0, step: 1, count: 0 },
    draft: true
  },
  {
    key: 'theory2',
    course: '党的创新理论宣讲',
    term: 2,
    zone: 'model_branch',
    trainer: 4,
    slots: [[2], '18:30', '20:00'],
    first: 14,
    count: 0,
    capacity: 36,
    minToOpen: 10,
    people: { from: 0, step: 1, count: 0 },
    draft: true
  }
];

/** Topics, session by session; later sessions have none. */
export const TOPICS: Readonly<Record<string, readonly string[]>> = {
  [COFFEE]: ['认识咖啡豆与烘焙度', '意式浓缩', '奶泡与融合', '心形拉花', '手冲的水温与粉水比', '风味品鉴', '冰饮与特调', '结业展示'],
  [FITTER]: ['划线与锯削', '锉削平面', '钻孔与攻丝', '装配与测量', '结业考核'],
  短视频剪辑: ['拍摄构图', '粗剪', '字幕与配乐', '调色', '工地题材实拍', '作品点评']
};

/** Wishes: the text, the people of the roster who have it (first, step, number), and the evenings. */
export const DEMO_WISHES: readonly { text: string; people: { from: number; step: number; count: number }; evenings: number[] }[] = [
  { text: '汽车维修', people: { from: 5, step: 29, count: 12 }, evenings: [2, 4] },
  { text: '修车', people: { from: 40, step: 61, count: 6 }, evenings: [6, 7] },
  { text: '新能源汽车', people: { from: 77, step: 83, count: 5 }, evenings: [6] },
  { text: '短视频剪辑', people: { from: 17, step: 47, count: 9 }, evenings: [1, 3] },
  { text: '直播带货', people: { from: 25, step: 71, count: 7 }, evenings: [5, 6] },
  { text: '书法', people: { from: 58, step: 97, count: 4 }, evenings: [7] },
  { text: '亲子沟通', people: { from: 91, step: 113, count: 3 }, evenings: [3] }
];

/** Scores and remarks that people write after the last session. */
export const REMARKS: readonly [number, string][] = [
  [5, '讲得细，动手机会多'],
  [5, '下了班来也不觉得累'],
  [4, '希望再多两次课'],
  [5, ''],
  [4, ''],
  [4, '材料可以再足一点'],
  [3, '加班赶不上开头'],
  [5, '老师有耐心'],
  [2, '人多，轮到自己练的时间少']
];
