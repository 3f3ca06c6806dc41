import { allReadings, isPlain, nameGrams, storedName, type AnalysedName } from './names.ts';

/** A parsed query for people: the ranges of the search table to scan, and what to check afterwards. */
export interface PeopleQuery {
  /** The typed text in lower case, without blanks, dots and apostrophes. */
  text: string;
  /** Sorted; a text of the search table matches if it begins with one of them. */
  prefixes: string[];
  /** Whether the query has Chinese and Latin letters; then the ranges hold more than the matches. */
  mixed: boolean;
  /** Four or more digits (an ID's X included), to look for at the end of mobile and document number. */
  number: string | null;
}

const LATIN = /^[a-z]+$/;
/** Letters, perhaps with digits: possible pinyin or initials of a name. */
const SPELT = /^[0-9]*[a-z][a-z0-9]*$/;

/** Longest query used, characters. */
const LONGEST = 60;

/** The form in which names are compared: lower case, narrowed, without accents, blanks and signs. */
function simplified(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ü', 'v')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST);
}

/** Parses a typed query; null if it is empty. */
export function parseQuery(typed: string): PeopleQuery | null {
  const text = isPlain(typed) && typed.length <= LONGEST ? typed : simplified(typed);
  if (text === '') return null;
  const number = text.length >= 4 && /\d/.test(text) && /^[a-z0-9]+$/.test(text) ? text : null;
  const mixed = /[a-z]/.test(text) && !/^[a-z0-9]+$/.test(text);
  const forms = mixed ? spellings(text) : LATIN.test(text) ? typings(text) : [text];
  const prefixes = new Set<string>();
  for (const form of forms) {
    // A single letter that is an initial also begins the full pinyin, so classes 2, 4 and 5 would only repeat it.
    const levels = SPELT.test(form) && form.length > 1 ? [1, 2, 3, 4, 5] : [1, 3];
    for (const level of levels) prefixes.add(`${level}${form}`);
  }
  if (number) prefixes.add(`6${number.slice(-4)}`);
  // A range inside another one would give its rows twice.
  const widest = [...prefixes].filter((prefix) => ![...prefixes].some((other) => other !== prefix && prefix.startsWith(other)));
  return { text, prefixes: widest.sort(), mixed, number };
}

/** Whether every row in the query's ranges matches it; otherwise each row must be checked. */
export const isExact = (query: PeopleQuery): boolean => !query.mixed && (query.number?.length ?? 0) <= 4;

/** The forms to compare with a name: as typed, and the short form that `typings` adds. */
export function formsOf(query: PeopleQuery): string[] {
  return LATIN.test(query.text) ? typings(query.text) : [query.text];
}

/** Letters as typed, and with z, c, s for zh, ch, sh before another initial (`zhs`); lyu and nyu become lv and nv. */
function typings(text: string): string[] {
  const short = text.replace(/([zcs])h(?![aeiouv]|$)/g, '$1').replace(/([ln])yu/g, '$1v');
  return [...new Set([text, short])];
}

/** A mixed query spelt in letters, with each reading of each Chinese character; a dozen spellings at most. */
function spellings(text: string): string[] {
  let forms = [''];
  for (const character of text) {
    const ways = LATIN.test(character) ? [character] : allReadings(character);
    forms = forms.flatMap((form) => ways.map((way) => form + way)).slice(0, 12);
  }
  return forms;
}

interface TakenApart {
  query: string;
  /** The characters of the query, and the rest of the query from each one on. */
  asked: string[];
  rests: string[];
}
let latest: TakenApart = { query: '', asked: [], rests: [] };

/** Splits a query. Caches the latest, because a page compares a hundred names with one query. */
function takenApart(query: string): TakenApart {
  if (latest.query !== query) {
    const asked = [...query];
    latest = { query, asked, rests: asked.map((_, at) => asked.slice(at).join('')) };
  }
  return latest;
}

/**
 * The first part of a name that a query without digits at its end matches, as unit numbers (`to` excluded), or null.
 * A character matches itself; letters match a whole reading, its initial, or (at the query's end) its beginning.
 */
export function matchUnits(query: string, name: AnalysedName): { from: number; to: number } | null {
  const { asked, rests } = takenApart(query);
  const here = (unit: number, at: number): number | null => {
    if (at === asked.length) return unit;
    const own = name.units[unit];
    if (own === undefined) return null;
    const character = asked[at] as string;
    if (own.text === character) {
      const end = here(unit + 1, at + 1);
      if (end !== null) return end;
    }
    const rest = rests[at] as string;
    for (const reading of name.readings[unit] ?? []) {
      if (!LATIN.test(reading) && reading.length < 2) continue;
      if (reading.startsWith(rest)) return unit + 1;
      if (rest.startsWith(reading)) {
        const end = here(unit + 1, at + [...reading].length);
        if (end !== null) return end;
      }
      if (reading[0] === character) {
        const end = here(unit + 1, at + 1);
        if (end !== null) return end;
      }
    }
    return null;
  };
  for (let from = 0; from < name.units.length; from += 1) {
    const to = here(from, 0);
    if (to !== null) return { from, to };
  }
  return null;
}

export interface SearchedRow {
  name: string;
  name_key: string;
  readings: string;
  mobile: string | null;
  document_number: string;
}

/** Whether a number ends with what was typed. */
export function numberMatches(query: PeopleQuery, row: Pick<SearchedRow, 'mobile' | 'document_number'>): boolean {
  if (query.number === null) return false;
  return (row.mobile ?? '').endsWith(query.number) || row.document_number.toLowerCase().endsWith(query.number);
}

/** The first text of the search table that finds a row, or null if none does. The row is shown at that text only. */
export function firstGram(query: PeopleQuery, row: SearchedRow): string | null {
  const name = storedName(row);
  if (!query.mixed || matchUnits(query.text, name)) {
    const prefixes = query.number === null ? query.prefixes : query.prefixes.filter((prefix) => !prefix.startsWith('6'));
    let first: string | null = null;
    for (const gram of nameGrams(name)) {
      if ((first === null || gram < first) && prefixes.some((prefix) => gram.startsWith(prefix))) first = gram;
    }
    if (first !== null) return first;
  }
  return query.number !== null && numberMatches(query, row) ? `6${query.number.slice(-4)}` : null;
}

/** Whether a row is shown at the text `gram` that found it: it matches, and no better text finds it. */
export function belongsHere(query: PeopleQuery, gram: string, row: SearchedRow): boolean {
  // A short cut for the common case: a whole name with one reading has one class 1 text per script.
  if (!query.mixed && gram.startsWith('1') && !row.readings.includes('|')) return true;
  return firstGram(query, row) === gram;
}
