/** A course that the program offers for an empty catalogue. */
export interface CourseOffer {
  key: string;
  category: 'skills' | 'life' | 'safety' | 'theory';
  title: string;
  titleEn: string;
  /** Teaching time in all, minutes. */
  minutes: number;
  capacity: number;
  minToOpen: number;
  /** Months for which its certificate is valid; null: for good; undefined: it has no certificate. */
  validMonths?: number | null;
  /** Key of the course that people must have passed before. */
  after?: string;
}

const HOUR = 60;

/** Courses that night schools of industrial parks teach, and the three levels of safety education with their 15, 15 and 20 hours. */
export const COURSE_OFFERS: readonly CourseOffer[] = [
  {
    key: 'car_repair',
    category: 'skills',
    title: '汽车维修',
    titleEn: 'Car repair',
    minutes: 24 * HOUR,
    capacity: 30,
    minToOpen: 12,
    validMonths: null
  },
  {
    key: 'robots',
    category: 'skills',
    title: '工业机器人操作',
    titleEn: 'Industrial robots',
    minutes: 24 * HOUR,
    capacity: 24,
    minToOpen: 10,
    validMonths: null
  },
  {
    key: 'fitter',
    category: 'skills',
    title: '钳工基础',
    titleEn: 'Bench work',
    minutes: 20 * HOUR,
    capacity: 24,
    minToOpen: 10,
    validMonths: null
  },
  {
    key: 'forklift',
    category: 'skills',
    title: '叉车驾驶',
    titleEn: 'Forklift driving',
    minutes: 16 * HOUR,
    capacity: 20,
    minToOpen: 8,
    validMonths: 48
  },
  {
    key: 'cnc',
    category: 'skills',
    title: '数控铣削',
    titleEn: 'CNC milling',
    minutes: 24 * HOUR,
    capacity: 20,
    minToOpen: 8,
    validMonths: null,
    after: 'fitter'
  },
  {
    key: 'coffee',
    category: 'life',
    title: '咖啡制作',
    titleEn: 'Coffee making',
    minutes: 16 * HOUR,
    capacity: 24,
    minToOpen: 8,
    validMonths: null
  },
  {
    key: 'pastry',
    category: 'life',
    title: '中式面点',
    titleEn: 'Chinese pastry',
    minutes: 12 * HOUR,
    capacity: 24,
    minToOpen: 8,
    validMonths: null
  },
  {
    key: 'photography',
    category: 'life',
    title: '手机摄影',
    titleEn: 'Photography by phone',
    minutes: 8 * HOUR,
    capacity: 40,
    minToOpen: 10
  },
  { key: 'video', category: 'life', title: '短视频剪辑', titleEn: 'Short films', minutes: 12 * HOUR, capacity: 30, minToOpen: 10 },
  {
    key: 'safety_company',
    category: 'safety',
    title: '三级安全教育（公司级）',
    titleEn: 'Safety education: company',
    minutes: 15 * HOUR,
    capacity: 50,
    minToOpen: 1,
    validMonths: 12
  },
  {
    key: 'safety_project',
    category: 'safety',
    title: '三级安全教育（项目级）',
    titleEn: 'Safety education: project',
    minutes: 15 * HOUR,
    capacity: 50,
    minToOpen: 1,
    validMonths: 12,
    after: 'safety_company'
  },
  {
    key: 'safety_team',
    category: 'safety',
    title: '三级安全教育（班组级）',
    titleEn: 'Safety education: team',
    minutes: 20 * HOUR,
    capacity: 50,
    minToOpen: 1,
    validMonths: 12,
    after: 'safety_project'
  },
  {
    key: 'party_theory',
    category: 'theory',
    title: '党的创新理论宣讲',
    titleEn: 'Lectures on party theory',
    minutes: 4 * HOUR,
    capacity: 80,
    minToOpen: 10
  },
  {
    key: 'labour_law',
    category: 'theory',
    title: '劳动法与权益保障',
    titleEn: 'Labour law and workers’ rights',
    minutes: 6 * HOUR,
    capacity: 60,
    minToOpen: 10
  }
];
