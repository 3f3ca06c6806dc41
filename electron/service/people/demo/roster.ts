import type { OrganisationKind } from '../../../contract/people/organisations.ts';
import { idCheckCharacter } from '../../../contract/people/people-rules.ts';
import type { RosterField } from '../../../contract/people/people-import.ts';

/**
 * The people of the demonstration, the same on every machine. A name is a surname and a year of the sixty-year cycle; ID numbers
 * belong to a region without people. resources/demo/roster.xlsx holds the same rows (scripts/make-roster.ts).
 */

/** Park, companies, sites and teams, each with the name of the organisation in which it lies. */
export const DEMO_ORGANISATIONS: readonly {
  name: string;
  kind: OrganisationKind;
  within: string | null;
  industry: string;
  partyMembers: number | null;
}[] = [
  { name: '滨海示范园区', kind: 'zone_park', within: null, industry: '', partyMembers: null },
  { name: '示范建设甲公司', kind: 'enterprise', within: '滨海示范园区', industry: '桥隧工程', partyMembers: 12 },
  { name: '示范建设乙公司', kind: 'enterprise', within: '滨海示范园区', industry: '房屋建筑', partyMembers: 2 },
  { name: '跨海大桥示范工程', kind: 'project_site', within: '示范建设甲公司', industry: '桥隧工程', partyMembers: null },
  { name: '滨江隧道示范工程', kind: 'project_site', within: '示范建设甲公司', industry: '桥隧工程', partyMembers: 5 },
  { name: '北岸厂房示范工程', kind: 'project_site', within: '示范建设乙公司', industry: '房屋建筑', partyMembers: 2 },
  { name: '人才公寓示范工程', kind: 'project_site', within: '示范建设乙公司', industry: '房屋建筑', partyMembers: 0 },
  ...(
    [
      ['钢筋一班', '跨海大桥示范工程'],
      ['架梁班', '跨海大桥示范工程'],
      ['混凝土班', '跨海大桥示范工程'],
      ['掘进班', '滨江隧道示范工程'],
      ['支护班', '滨江隧道示范工程'],
      ['机电一班', '滨江隧道示范工程'],
      ['钢结构班', '北岸厂房示范工程'],
      ['砌筑班', '北岸厂房示范工程'],
      ['机电二班', '北岸厂房示范工程'],
      ['木工班', '人才公寓示范工程'],
      ['装修班', '人才公寓示范工程'],
      ['塔吊班', '人才公寓示范工程']
    ] as const
  ).map(([name, within]) => ({ name, kind: 'work_team' as const, within, industry: '', partyMembers: null }))
];

const TRADES = [
  '钢筋工',
  '架子工',
  '混凝土工',
  '掘进工',
  '支护工',
  '电工',
  '焊工',
  '砌筑工',
  '电工',
  '木工',
  '装修工',
  '塔吊司机'
] as const;
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施曹严华金魏陶姜'];
const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];
const PER_TEAM = 50;

export const DEMO_FIELDS = [
  'name',
  'sex',
  'documentKind',
  'documentNumber',
  'mobile',
  'organisation',
  'team',
  'trade',
  'politicalStatus',
  'emergencyName',
  'emergencyPhone',
  'notes'
] as const satisfies readonly RosterField[];
export type DemoRow = Record<(typeof DEMO_FIELDS)[number], string>;

const pad = (n: number, width: number) => String(n).padStart(width, '0');

/** All rows of the demonstration's roster, 600, team by team. */
export function demoRoster(): DemoRow[] {
  const teams = DEMO_ORGANISATIONS.filter((organisation) => organisation.kind === 'work_team');
  return Array.from({ length: teams.length * PER_TEAM }, (_, i) => {
    const team = Math.floor(i / PER_TEAM);
    const cycle = i % 60;
    const surname = SURNAMES[(i + Math.floor(i / 60) * 7) % SURNAMES.length] ?? '';
    const male = i % 7 !== 3;
    const born = `${1965 + ((i * 11) % 41)}${pad(1 + ((i * 5) % 12), 2)}${pad(1 + ((i * 13) % 28), 2)}`;
    const seventeen = `330000${born}${pad(2 * (i % 400) + (male ? 1 : 0), 3)}`;
    // Records differ: some people came without papers, a few from abroad.
    const papers = i % 53 === 17 ? 'none' : i % 97 === 41 ? 'passport' : i % 149 === 88 ? 'hk_mo_tw' : 'resident_id';
    return {
      name: i === 0 ? '张三' : `${surname}${STEMS[cycle % 10]}${BRANCHES[cycle % 12]}`,
      sex: male ? '男' : '女',
      documentKind: { none: '无', passport: '护照', hk_mo_tw: '港澳台证件', resident_id: '居民身份证' }[papers],
      documentNumber: {
        none: '',
        passport: `E${pad(10000000 + i, 8)}`,
        hk_mo_tw: `H${pad(20000000 + i, 8)}`,
        resident_id: seventeen + idCheckCharacter(seventeen)
      }[papers],
      mobile: i === 0 ? '13900005678' : i % 29 === 11 ? '' : `139${pad(i, 8)}`,
      organisation: teams[team]?.within ?? '',
      team: teams[team]?.name ?? '',
      trade: i % PER_TEAM === 0 ? '班组长' : (TRADES[team] ?? ''),
      politicalStatus: i % 23 === 4 ? '中共党员' : i % 71 === 9 ? '中共预备党员' : i % 17 === 2 ? '共青团员' : '群众',
      emergencyName: i % 3 === 0 ? `${surname}某` : '',
      emergencyPhone: i % 3 === 0 ? `138${pad(i, 8)}` : '',
      notes: ''
    };
  });
}
