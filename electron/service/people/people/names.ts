import { pinyin } from 'pinyin-pro';

/**
 * How the search takes a name apart. A name is a sequence of units: Chinese characters, or words of Latin letters. Each unit has one
 * or more readings (pinyin without tones; `ü` is written `v`, as people type it).
 *
 * For each name the search table holds the texts below, each after a class digit. A query scans the texts that begin with it, class
 * by class, so that better matches come first and a page can continue where the last one ended:
 *
 * | class | text | 王小明 |
 * |---|---|---|
 * | 1 | whole name, in characters and in pinyin | `王小明` `wangxiaoming` |
 * | 2 | initials of the whole name | `wxm` |
 * | 3 | every tail, in characters and in pinyin | `小明` `明` `xiaoming` `ming` |
 * | 4 | initials of every tail | `xm` |
 * | 5 | mixed: some syllables by their initial, the last in full | `wxiaoming` `wangxming` `wxming` `xming` |
 * | 6 | last four characters of mobile and document number | `5678` |
 */

export interface Unit {
  /** Lower case, full-width forms narrowed. */
  text: string;
  /** Its range in the name, UTF-16 units, `to` excluded. */
  from: number;
  to: number;
}

export interface AnalysedName {
  units: Unit[];
  /** Readings of each unit; the first is the usual one. */
  readings: string[][];
}

/** Longest tails with mixed texts, units; longer ones would give too many texts. */
const MIXED_UNITS = 4;
/** Longest text kept, characters; it also bounds the cursor of a page. */
const LONGEST = 100;

const UNIT = /[\p{Script=Latin}\p{M}]+|[\p{L}\p{N}]/gu;
const LATIN = /^\p{Script=Latin}/u;
const HAN = /^\p{Script=Han}/u;

/** Names of Chinese characters alone, as nearly all are; each character is a unit. */
const PLAIN = /^[\u4e00-\u9fff]+$/;
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** The units of a name, without blanks, dots and hyphens. */
export function unitsOf(name: string): Unit[] {
  if (isPlain(name)) return name.split('').map((text, at) => ({ text, from: at, to: at + 1 }));
  const units: Unit[] = [];
  for (const found of name.matchAll(UNIT)) {
    const plain = LATIN.test(found[0]) ? found[0].normalize('NFD').replace(/\p{M}/gu, '') : found[0];
    units.push({ text: plain.normalize('NFKC').toLowerCase(), from: found.index, to: found.index + found[0].length });
  }
  return units;
}

const options = { toneType: 'none', type: 'array', v: true } as const;

/**
 * Takes a name apart and finds its readings.
 * @param surname whether the name begins with a surname. If so, the surname reading comes first (单雄信: shan) and the ordinary ones
 * follow (dan). Other units are never read as surnames (曾乐: zeng le).
 */
export function analyseName(name: string, surname: boolean): AnalysedName {
  const units = unitsOf(name);
  const readings = units.map((unit) => [unit.text]);
  let at = 0;
  while (at < units.length) {
    if (!HAN.test((units[at] as Unit).text)) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < units.length && HAN.test((units[end] as Unit).text)) end += 1;
    const run = units.slice(at, end).map((unit) => unit.text);
    const head = surname && at === 0;
    const read = pinyin(run.join(''), { ...options, surname: head ? 'head' : 'off' });
    const found = read.length === run.length ? read : run.map((character) => pinyin(character, options)[0] ?? character);
    found.forEach((reading, i) => (readings[at + i] = [clean(reading)]));
    if (head) readings[0] = [...new Set([clean(found[0] as string), ...allReadings(run[0] as string)])].slice(0, 4);
    at = end;
  }
  return { units, readings };
}

/** Every ordinary reading of one character. */
export function allReadings(character: string): string[] {
  return [...new Set(pinyin(character, { ...options, multiple: true }).map(clean))];
}

const clean = (reading: string) => reading.normalize('NFKC').toLowerCase().replaceAll('ü', 'v');

/** The columns of a person or organisation that derive from the name. */
export function nameColumns(name: string, surname: boolean): { name_key: string; name_sort: string; readings: string } {
  const { units, readings } = analyseName(name, surname);
  return {
    name_key: units.map((unit) => unit.text).join(''),
    name_sort: readings
      .map((own) => own[0])
      .join(' ')
      .slice(0, 200),
    readings: readings.map((own) => own.join('|')).join(' ')
  };
}

/** The analysed name as its row keeps it, so that an update of the pinyin tables changes no old row. */
export function storedName(row: { name: string; readings: string }): AnalysedName {
  const units = unitsOf(row.name);
  const readings = row.readings === '' ? [] : row.readings.split(' ').map((own) => (own.includes('|') ? own.split('|') : [own]));
  return { units, readings };
}

/** The texts of classes 1 to 5 for a name, without repetition. */
export function nameGrams(name: AnalysedName): string[] {
  const grams = new Set<string>();
  const add = (level: number, text: string) => grams.add(`${level}${text}`.slice(0, LONGEST));
  const { units, readings } = name;
  for (let start = 0; start < units.length; start += 1) {
    const tail = readings.slice(start);
    const whole = start === 0;
    add(
      whole ? 1 : 3,
      units
        .slice(start)
        .map((unit) => unit.text)
        .join('')
    );
    for (const forms of variants(tail)) {
      add(whole ? 1 : 3, forms.join(''));
      if (forms.length < 2) continue;
      add(whole ? 2 : 4, forms.map(initial).join(''));
      if (forms.length > MIXED_UNITS) continue;
      const last = forms.length - 1;
      // Each bit says whether a syllable is in full. The last syllable always is; all in full would be class 1 or 3.
      for (let bits = 0; bits < (1 << last) - 1; bits += 1) {
        add(5, forms.map((form, i) => (i === last || bits & (1 << i) ? form : initial(form))).join(''));
      }
    }
  }
  return [...grams];
}

/** The texts of class 6: the last four characters of mobile and document number, where these are long enough. */
export function numberGrams(mobile: string | null, documentNumber: string): string[] {
  const ends = [mobile ?? '', documentNumber].filter((number) => number.length >= 4).map((number) => `6${number.slice(-4).toLowerCase()}`);
  return [...new Set(ends)];
}

const initial = (form: string) => [...form][0] ?? '';

/** Every combination of one reading per unit. There are few, because only surnames have several. */
function* variants(readings: string[][]): Generator<string[]> {
  const several = readings.findIndex((own) => own.length > 1);
  if (several === -1) {
    yield readings.map((own) => own[0] as string);
    return;
  }
  for (const reading of readings[several] as string[]) yield* variants(readings.map((own, i) => (i === several ? [reading] : own)));
}
