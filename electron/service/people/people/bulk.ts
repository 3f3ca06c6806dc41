import type { Command } from '../../core/command.ts';
import { insertRows } from '../../db/fixed.ts';
import { auditedPerson, gramsOf, type PersonColumns } from './persons.ts';

/** Rows per INSERT. More would gain nothing and delay a cancellation. */
const PEOPLE_AT_ONCE = 200;
const GRAMS_AT_ONCE = 1000;

/**
 * Writes many new records at once, each with its search texts and its line in the audit. The caller has checked them.
 * @returns their ids, in their order
 * @param step called between statements with how many of the records are done, up to twice their number
 */
export async function addPeopleTx(cmd: Command, people: readonly PersonColumns[], step: (done: number) => void): Promise<number[]> {
  const all: number[] = [];
  const grams: { gram: string; person_id: number }[] = [];
  for (let at = 0; at < people.length; at += PEOPLE_AT_ONCE) {
    step(at);
    const values = people.slice(at, at + PEOPLE_AT_ONCE).map((columns) => ({ ...columns, created_at: cmd.now, updated_at: cmd.now }));
    const ids = await insertRows(cmd.tx, 'person', values);
    all.push(...ids);
    for (const [i, value] of values.entries()) {
      const id = ids[i] as number;
      for (const gram of gramsOf(value)) grams.push({ gram, person_id: id });
      cmd.audit({ entity: 'person', entityId: id, after: auditedPerson(value) });
    }
  }
  // Sorted as the table is, so that each page of it is written once.
  grams.sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : a.person_id - b.person_id));
  for (let at = 0; at < grams.length; at += GRAMS_AT_ONCE) {
    step(people.length + Math.floor((at / grams.length) * people.length));
    await insertRows(cmd.tx, 'person_gram', grams.slice(at, at + GRAMS_AT_ONCE));
  }
  if (people.length > 0) cmd.changed('people', 'organisations');
  return all;
}
