import { cleanCell } from '../core/cell-text.ts';
import { ageOn, startOfDate } from '../core/time.ts';

/** Rules for documents and telephone numbers. No database, so that a form can check while somebody types. */

export const DOCUMENT_KINDS = ['resident_id', 'hk_mo_tw_residence', 'foreign_residence', 'passport', 'hk_mo_tw', 'none'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type Sex = 'male' | 'female';

export const ID_PROBLEMS = ['empty', 'length', 'fifteen', 'characters', 'province', 'birth_date', 'check_digit'] as const;
export type IdProblem = (typeof ID_PROBLEMS)[number];

export type IdCheck =
  { ok: true; number: string; birthDate: string; sex: Sex } | { ok: false; reason: IdProblem; params: Record<string, string | number> };

/**
 * The first two digits of a citizen's number. Only these are checked: county codes are abolished and renamed every year,
 * and a person keeps the one they were given. 81–83 are those of Hong Kong, Macao and Taiwan.
 */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' ')
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/**
 * Letters and digits as a machine writes them: full-width forms narrowed, blanks, hyphens, quotes and what cannot be seen
 * removed, upper case.
 */
export function normaliseNumber(text: string): string {
  return cleanCell(text)
    .normalize('NFKC')
    .replace(/[\s'"‘’“”`‐-―-]/g, '')
    .toUpperCase();
}

/** The check character of a citizen's number for its first seventeen digits (GB 11643-1999). */
export function idCheckCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return CHECK_CHARACTERS[sum % 11] as string;
}

/**
 * Checks a citizen's identity number (GB 11643-1999) as somebody typed it.
 * @param today latest possible birth date, `YYYY-MM-DD`; without it only the calendar is checked
 * @returns the number as stored with the birth date and sex in it, or what is wrong with it; `params` fills in the window's
 * sentence (`length`, `prefix`, `date`, `expected` check digit, `character`)
 */
export function checkIdNumber(text: string, today?: string): IdCheck {
  const number = normaliseNumber(text);
  const wrong = (reason: IdProblem, params: Record<string, string | number> = {}): IdCheck => ({ ok: false, reason, params });
  if (number === '') return wrong('empty');
  const odd = /[^0-9X]|X(?!$)/.exec(number);
  if (odd) return wrong('characters', { character: odd[0] });
  if (number.length === 15) return wrong('fifteen');
  if (number.length !== 18) return wrong('length', { length: number.length });
  const prefix = number.slice(0, 2);
  if (!PROVINCES.has(prefix)) return wrong('province', { prefix });
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isPossibleBirthDate(birthDate, today)) return wrong('birth_date', { date: birthDate });
  const expected = idCheckCharacter(number);
  if (number[17] !== expected) return wrong('check_digit', { expected });
  return { ok: true, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** Whether a date exists, is not before 1880 and not after `today`. */
export function isPossibleBirthDate(date: string, today?: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || date < '1880-01-01') return false;
  if (today !== undefined && date > today) return false;
  try {
    startOfDate(date);
    return true;
  } catch {
    return false;
  }
}

/**
 * Residence permits for people of Hong Kong, Macao and Taiwan (issued since 2018) carry a citizen's number whose six digits
 * of the region are these.
 */
const RESIDENCE_REGIONS = ['810000', '820000', '830000'];
/** Permanent residence cards for foreigners: since December 2023 eighteen characters beginning with 9, before that three letters and twelve digits. */
const FOREIGN_NEW = /^9\d{16}[0-9X]$/;
const FOREIGN_OLD = /^[A-Z]{3}\d{12}$/;

/** Which kind of document a number is of, by its look alone; null if it could be of several. It may still be a wrong one. */
export function kindOfNumber(text: string): DocumentKind | null {
  const number = normaliseNumber(text);
  if (FOREIGN_NEW.test(number) || FOREIGN_OLD.test(number)) return 'foreign_residence';
  if (number.length === 18 && RESIDENCE_REGIONS.includes(number.slice(0, 6))) return 'hk_mo_tw_residence';
  // Nearly a citizen's number: perhaps a wrong one, and better said to be wrong than asked for its kind.
  return /^[0-9X]{13,20}$/.test(number) || number.length === 18 ? 'resident_id' : null;
}

export const DOCUMENT_PROBLEMS = [...ID_PROBLEMS, 'residence_prefix', 'foreign_residence', 'document'] as const;
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number];
export type DocumentCheck =
  | { ok: true; kind: DocumentKind; number: string; birthDate: string | null; sex: Sex | null }
  | { ok: false; reason: DocumentProblem; params: Record<string, string | number> };

/**
 * Checks a number of any kind of document as somebody typed it. The number decides the kind where it can be of one kind only:
 * who chose 居民身份证 for a residence permit of Taiwan, or 港澳台证件 for its eighteen digits, means that permit.
 * @param today latest possible birth date, `YYYY-MM-DD`; without it only the calendar is checked
 * @returns kind and number as stored, with what the number says of its holder (null: nothing)
 */
export function checkDocument(kind: DocumentKind, text: string, today?: string): DocumentCheck {
  const number = normaliseNumber(text);
  const wrong = (reason: DocumentProblem, params: Record<string, string | number> = {}): DocumentCheck => ({ ok: false, reason, params });
  if (kind === 'none') return number === '' ? { ok: true, kind, number, birthDate: null, sex: null } : wrong('document');
  const looks = kindOfNumber(number);
  if (kind !== 'passport' && (looks === 'hk_mo_tw_residence' || looks === 'foreign_residence')) {
    if (FOREIGN_OLD.test(number)) return { ok: true, kind: looks, number, birthDate: null, sex: null };
    const check = checkNumbered(number, today);
    return check.ok ? { ...check, kind: looks } : check;
  }
  if (kind === 'resident_id') {
    const check = checkIdNumber(number, today);
    return check.ok ? { ...check, kind } : check;
  }
  if (kind === 'hk_mo_tw_residence') return wrong('residence_prefix');
  if (kind === 'foreign_residence') return wrong('foreign_residence');
  const other = checkOtherDocument(number);
  return other === null ? wrong('document') : { ok: true, kind, number: other, birthDate: null, sex: null };
}

/** A number built as GB 11643 says, of a citizen, a resident of Hong Kong, Macao or Taiwan, or a foreigner. */
function checkNumbered(number: string, today: string | undefined): IdCheck {
  // A foreigner's number has the province where a citizen's has none: what follows is the same.
  if (!FOREIGN_NEW.test(number)) return checkIdNumber(number, today);
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isPossibleBirthDate(birthDate, today)) return { ok: false, reason: 'birth_date', params: { date: birthDate } };
  const expected = idCheckCharacter(number);
  if (number[17] !== expected) return { ok: false, reason: 'check_digit', params: { expected } };
  return { ok: true, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** Whether documents of this kind say the birth date of their holder in their number. */
export const saysBirthDate = (kind: string): boolean =>
  kind === 'resident_id' || kind === 'hk_mo_tw_residence' || kind === 'foreign_residence';

/** A document other than the citizen's card: 5–20 letters and digits. Returns it as stored, or null. */
export function checkOtherDocument(text: string): string | null {
  const number = normaliseNumber(text);
  return /^[0-9A-Z]{5,20}$/.test(number) ? number : null;
}

/** A mainland mobile number as stored (eleven digits, without +86), or null if it is not one. */
export function checkMobile(text: string): string | null {
  const number = cleanCell(text)
    .normalize('NFKC')
    .replace(/[\s\-()‐-―.·]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(number) ? number : null;
}

/** Any telephone number, landlines and extensions included, as stored, or null if it cannot be one. */
export function checkPhone(text: string): string | null {
  const number = cleanCell(text).normalize('NFKC').replace(/[‐-―]/g, '-').trim();
  return /^\+?[0-9][0-9\-() ]{3,22}[0-9]$/.test(number) ? number : null;
}

/**
 * `330102199001011234` → `3301**********1234`; other documents show their first character and the last four.
 *
 * A citizen's number consists of region, birth date, three digits that include the sex, and a check digit. Beside a full birth date
 * the mask would therefore hide almost nothing: about ten numbers would be left. An operator who may not reveal numbers
 * sees only the year (`shownBirth`), which leaves some thirty numbers of a known county and some four hundred of a city (personal
 * information protection law, articles 6 and 28). The last four digits stay visible, because they distinguish people of one name
 * and the search takes them. An operator who may reveal numbers sees the date, to compare it with the card at the desk.
 */
export function maskDocument(number: string): string {
  if (number === '') return '';
  if (number.length === 18) return `${number.slice(0, 4)}${'*'.repeat(10)}${number.slice(-4)}`;
  const shown = number.length >= 8 ? 4 : 2;
  return `${number.slice(0, 1)}${'*'.repeat(number.length - 1 - shown)}${number.slice(-shown)}`;
}

/** What an operator sees of a birth date: all of it, or its year alone where a masked citizen's number contains it. */
export function shownBirth(
  of: { birthDate: string | null; documentKind: string; documentNumber: string },
  mayReveal: boolean
): { birthDate: string | null; birthYear: number | null } {
  const birthYear = of.birthDate === null ? null : Number(of.birthDate.slice(0, 4));
  return { birthDate: mayReveal || !saysBirthDate(of.documentKind) || of.documentNumber === '' ? of.birthDate : null, birthYear };
}

/** `13800005678` → `138****5678`; shorter numbers show their last two digits at most. */
export function maskPhone(number: string): string {
  if (number === '') return '';
  if (number.length >= 11) return `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`;
  return `${'*'.repeat(Math.max(number.length - 2, 1))}${number.slice(-2)}`;
}

export const CONSENT_WAYS = ['paper', 'form', 'spoken', 'guardian'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];
/** Age in years below which a guardian consents (personal information protection law, article 31). */
export const GUARDIAN_AGE = 14;

/** Whether consent given this way counts at the person's age; without a birth date it counts. Dates `YYYY-MM-DD`. */
export function consentCounts(how: ConsentWay, birthDate: string | null, today: string): boolean {
  return how === 'guardian' || birthDate === null || ageOn(birthDate, today) >= GUARDIAN_AGE;
}

export const PHOTO_MAX_BYTES = 1024 * 1024;

/** The type of an image by its first bytes; null for anything but JPEG and PNG. */
export function imageType(bytes: Uint8Array): 'image/jpeg' | 'image/png' | null {
  if (bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return bytes.length > 8 && png.every((byte, at) => bytes[at] === byte) ? 'image/png' : null;
}
