import { idCheckCharacter } from '../../electron/contract/people/people-rules.ts';
import { weighted, type Random } from './random.ts';

/**
 * Plainly invented people (given names consist of the heavenly stems and earthly branches) with a realistic distribution: a few
 * surnames are very common, some have another reading than the same character elsewhere, some have two characters, and a few people
 * have names in Latin letters.
 */

/** Surnames with the share of people who bear them, in ten thousandths. */
const SURNAMES: readonly (readonly [string, number])[] = [
  ['王', 725],
  ['李', 719],
  ['张', 683],
  ['刘', 538],
  ['陈', 453],
  ['杨', 308],
  ['黄', 223],
  ['赵', 229],
  ['周', 212],
  ['吴', 205],
  ['徐', 167],
  ['孙', 154],
  ['朱', 151],
  ['马', 129],
  ['胡', 131],
  ['郭', 115],
  ['林', 114],
  ['何', 106],
  ['高', 100],
  ['梁', 85],
  ['郑', 93],
  ['罗', 86],
  ['宋', 81],
  ['谢', 76],
  ['唐', 69],
  ['韩', 68],
  ['曹', 64],
  ['许', 62],
  ['邓', 62],
  ['萧', 60],
  ['冯', 60],
  ['曾', 58],
  ['程', 57],
  ['蔡', 53],
  ['彭', 53],
  ['潘', 52],
  ['袁', 49],
  ['于', 62],
  ['董', 52],
  ['余', 48],
  ['苏', 47],
  ['叶', 46],
  ['吕', 45],
  ['魏', 45],
  ['蒋', 47],
  ['田', 43],
  ['杜', 43],
  ['丁', 43],
  ['沈', 41],
  ['姜', 41],
  ['范', 40],
  ['江', 38],
  ['傅', 37],
  ['钟', 38],
  ['卢', 37],
  ['汪', 36],
  ['戴', 35],
  ['崔', 35],
  ['任', 35],
  ['陆', 33],
  ['廖', 33],
  ['姚', 33],
  ['方', 32],
  ['金', 31],
  ['邱', 30],
  ['夏', 30],
  ['谭', 29],
  ['韦', 28],
  ['贾', 28],
  ['邹', 28],
  ['石', 27],
  ['熊', 27],
  ['孟', 26],
  ['秦', 26],
  ['阎', 25],
  ['薛', 25],
  ['侯', 24],
  ['雷', 24],
  ['白', 23],
  ['龙', 23],
  ['段', 22],
  ['郝', 22],
  ['孔', 21],
  ['邵', 21],
  ['史', 20],
  ['毛', 20],
  ['常', 19],
  ['万', 19],
  ['顾', 18],
  ['赖', 18],
  // Read otherwise as a surname.
  ['单', 8],
  ['仇', 5],
  ['解', 8],
  ['查', 5],
  ['区', 4],
  ['尹', 15],
  ['华', 7],
  ['盖', 3],
  ['朴', 4],
  ['翟', 8],
  // Of two characters.
  ['欧阳', 11],
  ['上官', 1],
  ['司马', 1],
  ['诸葛', 1],
  ['尉迟', 0.5],
  ['长孙', 0.5],
  ['令狐', 0.5]
];

/** Characters of given names; their frequencies fall as in real names. */
const GIVEN = [...'甲子乙丑丙寅丁卯戊辰己巳庚午辛未壬申癸酉戌亥'].map((character, at) => [character, 1 / (at + 4)] as const);

const LATIN_NAMES = ['Sample Person', 'Demo Worker', 'Test Visitor'];

const surname = weighted(SURNAMES);
const given = weighted(GIVEN);

export function inventName(random: Random): string {
  if (random.next() < 0.002) return `${random.pick(LATIN_NAMES)} ${String.fromCharCode(65 + random.below(26))}`;
  const first = given(random);
  return surname(random) + (random.next() < 0.15 ? first : first + given(random));
}

/** A citizen's number of the n-th person, of region 330000, which is not a county; unique below ten million. */
export function inventIdNumber(n: number, birthDate: string, male: boolean): string {
  const serial = String((Math.floor(n / 14_000) * 2 + (male ? 1 : 0)) % 1000).padStart(3, '0');
  const seventeen = `330000${birthDate.replaceAll('-', '')}${serial}`;
  return seventeen + idCheckCharacter(seventeen);
}
