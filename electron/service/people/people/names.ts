import { pinyin } from 'pinyin-pro';

/**
 * How a name is taken apart for the search. A name is a row of units: a Chinese character, or a word of Latin letters.
 * Each unit has one or more readings (pinyin without tones; `ü` is written `v`, as it is typed).
 *
 * The search table holds, per name, the texts below, each led by a class digit. Every query is a scan over the texts that
 * begin with it, class by class, so better matches come first and a page can go on where the last one ended:
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
  /** Where it stands in the name, UTF-16 units. */
  from: number;
  to: number;
}

export interface AnalysedName {
  units: Unit[];
  /** Readings of each unit; the first is the usual one. */
  readings: string[][];
}

/** Mixed texts are kept for tails of at most this many units; longer ones would be too many. */
const MIXED_UNITS = 4;
/** Longest text kept; also bounds the cursor of a page. */
const LONGEST = 100;

const UNIT = /[\p{Script=Latin}\p{M}]+|[\p{L}\p{N}]/gu;
const LATIN = /^\p{Script=Latin}/u;
const HAN = /^\p{Script=Han}/u;

/** Nearly every name: nothing but characters that are units as they stand. */
const PLAIN = /^[\u4e00-\u9fff]+$/;
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** The units of a name; blanks, dots and hyphens between them do not count. */
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
 * @param surname whether it begins with a surname: its surname reading comes first (单雄信: shan), its ordinary ones are
 * kept too (dan); the rest of a name is never read as a surname (曾乐: zeng le)
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

/** The columns of a person or organisation that come from its name. */
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

/** A name as its row keeps it: nothing is looked up again, so an update of the pinyin tables changes no old row. */
export function storedName(row: { name: string; readings: string }): AnalysedName {
  const units = unitsOf(row.name);
  const readings = row.readings === '' ? [] : row.readings.split(' ').map((own) => (own.includes('|') ? own.split('|') : [own]));
  return { units, readings };
}

/** The texts of classes 1 to 5 of a name, each once. */
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
      // Each bit says whether a syllable is in full; all but the last vary, and all in full is class 1 or 3.
      for (let bits = 0; bits < (1 << last) - 1; bits += 1) {
        add(5, forms.map((form, i) => (i === last || bits & (1 << i) ? form : initial(form))).join(''));
      }
    }
  }
  return [...grams];
}

/** The class 6 texts: the last four of mobile and document number, as far as there are so many. */
export function numberGrams(mobile: string | null, documentNumber: string): string[] {
  const ends = [mobile ?? '', documentNumber].filter((number) => number.length >= 4).map((number) => `6${number.slice(-4).toLowerCase()}`);
  return [...new Set(ends)];
}

const initial = (form: string) => [...form][0] ?? '';

/** One choice of reading per unit, for every combination. Only a surname has several, so there are few. */
function* variants(readings: string[][]): Generator<string[]> {
  const several = readings.findIndex((own) => own.length > 1);
  if (several === -1) {
    yield readings.map((own) => own[0] as string);
    return;
  }
  for (const reading of readings[several] as string[]) yield* variants(readings.map((own, i) => (i === several ? [reading] : own)));
}
