/**
 * The printed recovery code: groups of five characters of Crockford's Base32 (no I, L, O, U). Four characters carry the secret, the
 * fifth checks them: 28 × 5 = 140 random bits. The check character is a sum over GF(32) with a different factor for each place
 * and a summand for the group. It finds one wrong character, two exchanged neighbours and two exchanged groups, and says which
 * group is wrong.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP_DATA = 4;
export const CODE_GROUPS = 7;
/** Random bytes that a code is made from; their last four bits are not used. */
export const CODE_BYTES = 18;
/** Longest input, characters, that can be a code typed with spaces or dashes of any kind. */
export const CODE_INPUT_MAX = 200;

/** Why a text cannot be a recovery code; groups count from 1. */
export type CodeFault =
  { reason: 'length'; length: number; expected: number } | { reason: 'character'; group: number } | { reason: 'check'; group: number };

/** Multiplies in GF(32), reduced by x^5 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit++) {
    if ((b >> bit) & 1) product ^= a << bit;
  }
  for (let bit = 8; bit >= 5; bit--) {
    if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  }
  return product;
}

function checkOf(data: readonly number[], group: number): number {
  return data.reduce((sum, value, place) => sum ^ times(value, place + 2), group + 1);
}

/** Writes random bytes as a code, in groups with dashes. @param bytes at least CODE_BYTES of them */
export function codeOf(bytes: Uint8Array): string {
  const values: number[] = [];
  let kept = 0;
  let bits = 0;
  for (const byte of bytes) {
    kept = (kept << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      values.push((kept >> bits) & 31);
    }
    kept &= (1 << bits) - 1;
  }
  return Array.from({ length: CODE_GROUPS }, (_, group) => {
    const data = values.slice(group * GROUP_DATA, (group + 1) * GROUP_DATA);
    return [...data, checkOf(data, group)].map((value) => ALPHABET[value]).join('');
  }).join('-');
}

/** The characters of a typed code, without separators; I and L become 1, O becomes 0. */
function charactersOf(typed: string): string[] {
  return [...typed.normalize('NFKC').toUpperCase()]
    .filter((character) => !/[\s\p{Pd}_.]/u.test(character))
    .map((character) => (character === 'O' ? '0' : character === 'I' || character === 'L' ? '1' : character));
}

/** What is wrong with a typed code; null for a well-formed one. */
export function codeFault(typed: string): CodeFault | null {
  const characters = charactersOf(typed);
  const size = GROUP_DATA + 1;
  const wrong = characters.findIndex((character) => !ALPHABET.includes(character));
  if (wrong >= 0) return { reason: 'character', group: Math.floor(wrong / size) + 1 };
  for (let group = 0; group < Math.min(CODE_GROUPS, Math.floor(characters.length / size)); group++) {
    const values = characters.slice(group * size, (group + 1) * size).map((character) => ALPHABET.indexOf(character));
    if (checkOf(values.slice(0, GROUP_DATA), group) !== values[GROUP_DATA]) return { reason: 'check', group: group + 1 };
  }
  const expected = CODE_GROUPS * size;
  return characters.length === expected ? null : { reason: 'length', length: characters.length, expected };
}

/** A typed code in the form it was printed in. */
export function tidyCode(typed: string): string {
  return charactersOf(typed)
    .join('')
    .replaceAll(/(.{5})(?=.)/g, '$1-');
}
