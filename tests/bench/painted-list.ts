import { PAINTED, type Running } from './electron.ts';
import { median, within } from './harness.ts';
import type { Measured } from './row.ts';

/** Lists in the window, from the request to the paint. */

/** Longest time until a list is painted, ms. */
export const PAINT_LIMIT_MS = 200;
/** Tries; the first does not count, because it loads code that a window in use has already. */
const TRIES = 10;

/** A list and where it is in the window. */
export interface WindowList {
  /** First part of the keys of its page's queries. */
  topic: string;
  /** Its `data-test`. */
  list: string;
  /** The measured address, and one of the same page with a filter for other rows. */
  address: string;
  other: string;
}

/** Code for both measurements. A list is complete with ten rows. */
const prepared = ({ list }: WindowList) => `
  ${PAINTED}
  const rows = () => [...document.querySelectorAll('[data-test=${list}] [data-test=row]')];
  const first = () => rows()[0]?.textContent ?? '';
  const { $pinia } = document.querySelector('#app').__vue_app__.config.globalProperties;
  const cache = $pinia._s.get('_pc_query');`;

/** Goes to the page from another one, without cached data. */
const wholePage = (list: WindowList) => `(async () => {
  ${prepared(list)}
  location.hash = '#/';
  await painted(() => document.querySelector('.board'));
  for (const entry of cache.getEntries({ key: ['${list.topic}'] })) cache.remove(entry);
  await new Promise((done) => setTimeout(done, 150));
  const began = performance.timeOrigin + performance.now();
  location.hash = '${list.address}';
  return (await painted(() => rows().length >= 10)) - began;
})()`;

/** On that page: goes from the other rows to the measured ones, requested again, until these are painted. */
const listAnew = (list: WindowList) => `(async () => {
  ${prepared(list)}
  location.hash = '${list.other}';
  await new Promise((done) => setTimeout(done, 400));
  await painted(() => rows().length >= 10);
  const before = first();
  for (const entry of cache.getEntries({ key: ['${list.topic}', 'list'] })) if (!entry.active) cache.remove(entry);
  const began = performance.timeOrigin + performance.now();
  location.hash = '${list.address}';
  return (await painted(() => rows().length >= 10 && first() !== before)) - began;
})()`;

/** The time of a list from the request to the paint, against PAINT_LIMIT_MS; a note has the time of the whole page from another one. */
export async function paintedList(app: Running, list: WindowList): Promise<Measured> {
  const each = async (code: string) => {
    const took: number[] = [];
    for (let i = 0; i < TRIES; i += 1) took.push(Number(await app.run(code)));
    return took.slice(1);
  };
  const whole = await each(wholePage(list));
  return within(await each(listAnew(list)), PAINT_LIMIT_MS, `the whole page from the click: ${median(whole).toFixed(0)} ms`);
}
