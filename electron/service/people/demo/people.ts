import { dateOf, DAY_MS } from '../../../contract/core/time.ts';
import { systemCommand } from '../../core/command.ts';
import type { Station } from '../../core/context.ts';
import { bareOrganisation, createOrganisationTx } from '../organisations/organisations.ts';
import { addPeopleTx } from '../people/bulk.ts';
import { readRow } from '../people/import/row.ts';
import { personColumns } from '../people/persons.ts';
import { DEMO_FIELDS, DEMO_ORGANISATIONS, demoRoster } from './roster.ts';

const HERE_SINCE_DAYS = 80;

/** Adds the demonstration's people to a station without any: some 600 in a park, in well under a second. */
export async function seedPeople(station: Station): Promise<void> {
  const begun = await station.db.selectFrom('person').select('id').limit(1).executeTakeFirst();
  if (begun) return;
  await systemCommand(station, 'demo.seed', async (cmd) => {
    const ids = new Map<string, number>();
    for (const [i, { name, kind, within, industry, partyMembers }] of DEMO_ORGANISATIONS.entries()) {
      const contact = kind === 'work_team' ? {} : { contactName: '负责人某', contactPhone: `0574-000000${String(i).padStart(2, '0')}` };
      const parentId = within === null ? null : (ids.get(within) ?? null);
      ids.set(name, await createOrganisationTx(cmd, { ...bareOrganisation(kind, name), industry, partyMembers, ...contact, parentId }));
    }
    const mapping = Object.fromEntries(DEMO_FIELDS.map((field, column) => [field, column]));
    const people = demoRoster().map((row, i) => {
      const { fields, problems } = readRow(
        DEMO_FIELDS.map((field) => row[field]),
        i,
        mapping,
        dateOf(cmd.now)
      );
      if (problems.some((problem) => problem.severity === 'error')) throw new Error(`row ${i} of the demonstration is wrong`);
      return { ...personColumns(fields, dateOf(cmd.now)), organisation_id: ids.get(row.team) ?? null };
    });
    await addPeopleTx(cmd, people, () => {});
    // They came before the reservations of the demonstration.
    const since = cmd.now - HERE_SINCE_DAYS * DAY_MS;
    await cmd.tx.updateTable('person').set({ created_at: since, updated_at: since }).execute();
    return {};
  });
}
