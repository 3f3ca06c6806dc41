import type { ProjectFields, ProjectNeed } from '../../../contract/volunteering/volunteer-projects.ts';

/** The volunteer projects of the demonstration, plainly invented. Days are relative to today. */

export interface DemoProject {
  key: 'fair' | 'blood' | 'traffic' | 'books' | 'patrol' | 'winter';
  title: string;
  category: string;
  place: string;
  /** Key of the zone for its shifts, unless the zone is taken. */
  zone?: string;
  serviceObject: string;
  description: string;
  fromDays: number;
  toDays: number;
  needs: (Omit<ProjectNeed, 'skillIds' | 'id' | 'description' | 'minimum'> & { skills: string[] })[];
  dangerous?: Pick<ProjectFields, 'risks'> & { trainings: string[] };
  /** Weekday of its shifts and their clock times; null: hours come from paper alone. */
  shifts: { weekday: number; from: string; to: string } | null;
  end: 'running' | 'finished' | 'archived' | 'draft';
}

export const DEMO_PROJECTS: readonly DemoProject[] = [
  {
    key: 'patrol',
    title: '工友社区微网格巡查',
    category: '社区服务',
    place: '滨海新村',
    serviceObject: '新村居民',
    description: '每日傍晚沿生活区巡查，登记安全隐患。',
    fromDays: -75,
    toDays: -20,
    needs: [{ role: '巡查', number: 4, skills: [] }],
    shifts: null,
    end: 'finished'
  },
  {
    key: 'books',
    title: '秋季助学书香行动',
    category: '助学',
    place: '示范小学',
    zone: 'volunteer_point',
    serviceObject: '工友子女',
    description: '周末课业辅导与图书整理。',
    fromDays: -70,
    toDays: -35,
    needs: [{ role: '课业辅导', number: 4, skills: ['课业辅导'] }],
    shifts: { weekday: 7, from: '14:00', to: '16:30' },
    end: 'archived'
  },
  {
    key: 'traffic',
    title: '园区路口文明交通劝导',
    category: '文明交通',
    place: '园区东一路口',
    serviceObject: '过往行人',
    description: '早高峰在路口劝导非机动车与行人。',
    fromDays: -60,
    toDays: -18,
    needs: [{ role: '劝导', number: 3, skills: [] }],
    dangerous: { risks: '路口车流量大，须穿反光背心，站在等候区内。', trainings: ['交通劝导'] },
    shifts: { weekday: 3, from: '07:00', to: '08:30' },
    end: 'finished'
  },
  {
    key: 'fair',
    title: '周末便民服务',
    category: '社区服务',
    place: '永丰社区广场',
    serviceObject: '社区居民与工友',
    description: '小家电维修、义务理发、政策咨询。',
    fromDays: -56,
    toDays: 60,
    needs: [
      { role: '家电维修', number: 2, skills: ['家电维修'] },
      { role: '引导接待', number: 3, skills: ['引导接待'] }
    ],
    shifts: { weekday: 6, from: '09:00', to: '11:30' },
    end: 'running'
  },
  {
    key: 'blood',
    title: '周末献血引导',
    category: '献血',
    place: '采血车停靠点',
    serviceObject: '献血者',
    description: '登记引导、献血后照看。',
    fromDays: -49,
    toDays: 45,
    needs: [
      { role: '登记引导', number: 3, skills: ['引导接待'] },
      { role: '献血后照看', number: 2, skills: ['急救'] }
    ],
    shifts: { weekday: 7, from: '08:30', to: '11:30' },
    end: 'running'
  },
  {
    key: 'winter',
    title: '冬季送温暖',
    category: '困难帮扶',
    place: '各生活区',
    serviceObject: '困难工友',
    description: '走访慰问，发放御寒物资。',
    fromDays: 20,
    toDays: 60,
    needs: [
      { role: '走访', number: 6, skills: [] },
      { role: '搬运', number: 4, skills: ['驾驶'] }
    ],
    shifts: { weekday: 6, from: '13:30', to: '16:30' },
    end: 'draft'
  }
];

export const DEMO_TEAMS: readonly string[] = ['蓝海志愿队', '红马甲服务队', '架梁班突击队', ''];
