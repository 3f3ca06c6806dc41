import { EMPLOYER_WARNING, WAGES } from '../../../contract/mediation/cases.ts';
import { addDays } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { openCard } from './sealed.ts';
import type { Db } from '../../db/schema.ts';

const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/**
 * Employers in wage cases with an application within the last 90 days. There are a few dozen such cases, so their cards are opened, and
 * no index of employers, not even a keyed one, lies beside the sealed data.
 */
async function wageCases(db: Db, seal: Seal, today: string): Promise<Map<string, { name: string; caseIds: number[] }>> {
  const rows = await db
    .selectFrom('mediation_case')
    .select(['mediation_case.id', 'card'])
    .where('subtype_id', 'in', (eb) => eb.selectFrom('case_subtype').select('case_subtype.id').where('key', '=', WAGES))
    .where('applied_on', '>', addDays(today, -EMPLOYER_WARNING.days))
    .orderBy('mediation_case.id')
    .execute();
  const found = new Map<string, { name: string; caseIds: number[] }>();
  for (const row of rows) {
    for (const name of new Set(openCard(seal, row).employers)) {
      const entry = found.get(plain(name)) ?? { name, caseIds: [] };
      entry.caseIds.push(row.id);
      found.set(plain(name), entry);
    }
  }
  return found;
}

/** Employers in at least three wage cases, most cases first. */
export async function employerWarnings(db: Db, seal: Seal, today: string): Promise<{ name: string; cases: number; caseIds: number[] }[]> {
  return [...(await wageCases(db, seal, today)).values()]
    .filter((one) => one.caseIds.length >= EMPLOYER_WARNING.cases)
    .map((one) => ({ name: one.name, cases: one.caseIds.length, caseIds: one.caseIds }))
    .sort((a, b) => b.cases - a.cases);
}

/** Number of wage cases against an employer. `warn` counts a case about to be registered too. */
export async function employerCount(db: Db, seal: Seal, today: string, name: string): Promise<{ cases: number; warn: boolean }> {
  const cases = (await wageCases(db, seal, today)).get(plain(name))?.caseIds.length ?? 0;
  return { cases, warn: cases + 1 >= EMPLOYER_WARNING.cases };
}
