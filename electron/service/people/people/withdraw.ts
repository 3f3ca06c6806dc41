import type { Command } from '../../core/command.ts';
import { auditedPerson, gramsOf, type PersonRecord } from './persons.ts';

const AT_ONCE = 500;

/**
 * Takes records out of the station as if they had never been: for somebody entered by mistake. The audit keeps what they were,
 * and no other record is ever given their ids.
 * @param people records that nothing refers to (db/pointed-at.ts); the database refuses any other
 */
export async function withdrawPeopleTx(cmd: Command, people: readonly PersonRecord[]): Promise<void> {
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const some = people.slice(at, at + AT_ONCE);
    const ids = some.map((person) => person.id);
    const grams = [...new Set(some.flatMap(gramsOf))];
    for (let from = 0; from < grams.length; from += AT_ONCE) {
      await cmd.tx
        .deleteFrom('person_gram')
        .where('gram', 'in', grams.slice(from, from + AT_ONCE))
        .where('person_id', 'in', ids)
        .execute();
    }
    // Organisations count their people as they come and go.
    await cmd.tx.updateTable('person').set({ organisation_id: null }).where('id', 'in', ids).execute();
    await cmd.tx.deleteFrom('person').where('id', 'in', ids).execute();
    for (const person of some)
      cmd.audit({ entity: 'person', entityId: person.id, before: auditedPerson(person), after: { withdrawn: true } });
  }
  if (people.length > 0) cmd.changed('people', 'organisations');
}
