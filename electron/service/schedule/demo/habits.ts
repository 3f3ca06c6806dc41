/** A week in the demonstration station, and the equipment of its zones. */

export interface Habit {
  zone: string;
  /** ISO weekdays. */
  days: number[];
  from: string;
  minutes: number;
  purpose: 'visit' | 'safety' | 'meeting' | 'party_day' | 'class' | 'other';
  /** Taken in turn. */
  titles: string[];
  people: [number, number];
  /** How often it takes place, 0–1. */
  chance: number;
  equipment?: [string, number][];
}

export const HABITS: readonly Habit[] = [
  {
    zone: 'red_imprint',
    days: [2, 4],
    from: '09:30',
    minutes: 90,
    purpose: 'visit',
    titles: ['沪甬协作单位参观', '新入场工友参观', '园区企业党组织参观'],
    people: [18, 45],
    chance: 0.8,
    equipment: [['无线话筒', 1]]
  },
  {
    zone: 'red_imprint',
    days: [6],
    from: '14:00',
    minutes: 90,
    purpose: 'visit',
    titles: ['职工家属开放日', '高校师生参观'],
    people: [25, 55],
    chance: 0.7
  },
  {
    zone: 'model_branch',
    days: [3],
    from: '19:00',
    minutes: 90,
    purpose: 'party_day',
    titles: ['主题党日：重温入党志愿', '主题党日：工地上的党课', '主题党日：先锋岗承诺'],
    people: [15, 32],
    chance: 0.9
  },
  {
    zone: 'model_branch',
    days: [5],
    from: '14:00',
    minutes: 90,
    purpose: 'meeting',
    titles: ['支部委员会', '项目临时党支部例会'],
    people: [6, 14],
    chance: 0.85
  },
  {
    zone: 'red_productivity',
    days: [1],
    from: '14:00',
    minutes: 120,
    purpose: 'meeting',
    titles: ['技术攻关例会'],
    people: [8, 16],
    chance: 0.9,
    equipment: [['移动投影仪', 1]]
  },
  {
    zone: 'red_productivity',
    days: [4],
    from: '09:00',
    minutes: 120,
    purpose: 'class',
    titles: ['创新工作室交流', '焊接工艺比武讲评'],
    people: [10, 24],
    chance: 0.7
  },
  {
    zone: 'command_centre',
    days: [1, 3, 5],
    from: '07:30',
    minutes: 60,
    purpose: 'meeting',
    titles: ['施工调度会', '节点攻坚会商'],
    people: [10, 20],
    chance: 0.95
  },
  {
    zone: 'clean_works',
    days: [2],
    from: '15:00',
    minutes: 90,
    purpose: 'other',
    titles: ['廉洁警示片观看', '分包单位廉政谈话'],
    people: [10, 26],
    chance: 0.7
  },
  {
    zone: 'safety_hall',
    days: [3, 5],
    from: '08:30',
    minutes: 150,
    purpose: 'safety',
    titles: ['三级安全教育', '新进班组入场教育'],
    people: [20, 46],
    chance: 0.95,
    equipment: [['VR 体验眼镜', 4]]
  },
  {
    zone: 'safety_hall',
    days: [2],
    from: '14:30',
    minutes: 120,
    purpose: 'safety',
    titles: ['高处坠落体验', '灭火实操', '触电急救演练'],
    people: [15, 36],
    chance: 0.8,
    equipment: [['急救模拟人', 2]]
  },
  {
    zone: 'growth_hall',
    days: [6],
    from: '09:00',
    minutes: 120,
    purpose: 'class',
    titles: ['叉车理论课', '数控入门', '短视频剪辑'],
    people: [25, 60],
    chance: 0.85,
    equipment: [['移动投影仪', 1]]
  },
  {
    zone: 'growth_hall',
    days: [1],
    from: '10:00',
    minutes: 90,
    purpose: 'meeting',
    titles: ['班组长大会'],
    people: [30, 70],
    chance: 0.5,
    equipment: [['无线话筒', 2]]
  },
  { zone: 'mediation_room', days: [3, 5], from: '10:00', minutes: 90, purpose: 'other', titles: ['纠纷调解'], people: [3, 7], chance: 0.6 },
  {
    zone: 'volunteer_point',
    days: [6],
    from: '09:00',
    minutes: 150,
    purpose: 'other',
    titles: ['便民服务日', '义务理发', '反诈宣传'],
    people: [8, 18],
    chance: 0.8
  },
  { zone: 'counselling_room', days: [2, 4], from: '14:00', minutes: 60, purpose: 'other', titles: [''], people: [1, 2], chance: 0.7 }
];

/** Name, English name, quantity, and the zone in which it is fixed (null: movable). */
export const EQUIPMENT: readonly [string, string, number, string | null][] = [
  ['移动投影仪', 'Portable projector', 2, null],
  ['无线话筒', 'Wireless microphone', 4, null],
  ['折叠椅', 'Folding chair', 80, null],
  ['急救模拟人', 'First-aid manikin', 3, null],
  ['VR 体验眼镜', 'VR headset', 6, 'safety_hall'],
  ['灭火模拟器', 'Fire-fighting simulator', 2, 'safety_hall'],
  ['安全带体验架', 'Safety harness frame', 1, 'safety_hall'],
  ['投影机', 'Ceiling projector', 1, 'growth_hall'],
  ['视频会议终端', 'Video conference terminal', 1, 'command_centre'],
  ['展柜讲解器', 'Audio guide', 20, 'red_imprint']
];

/** Places of the zones by their keys. */
export const PLACES: Readonly<Record<string, string>> = {
  red_imprint: '一楼东厅',
  model_branch: '二楼 201',
  red_productivity: '二楼 203',
  command_centre: '二楼 205',
  clean_works: '一楼 102',
  safety_hall: '一楼西厅',
  growth_hall: '三楼报告厅',
  mediation_room: '邻里站 101',
  volunteer_point: '邻里站大厅',
  counselling_room: '邻里站 103'
};

/** Plainly invented people who are not on record and call about reservations. */
export const CALLERS: readonly string[] = ['赵甲子', '钱乙丑', '孙丙寅', '李丁卯', '周戊辰', '吴己巳', '郑庚午', '王辛未'];
