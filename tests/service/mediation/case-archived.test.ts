import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { dateOf } from '../../../electron/contract/core/time.ts';
import { openDemo } from '../../../electron/service/core/demo/demo.ts';
import { DEMO_PASSWORD } from '../../../electron/service/core/demo/operator.ts';
import { worker } from '../../fixtures/cases.ts';
import { hostileInput, procedures, random } from '../../fixtures/hostile.ts';
import { openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

// A court would see the bound volume (归档), so no procedure of the area changes it. Inputs look right and name records of archived cases
// only.

const AREA = /^(cases|casePapers|hearings)\./;
/** About no case that there is. */
const NOT_HERE = /^(cases\.(create|subtypes\.save)|casePapers\.templates\..*)$/;
const ROUNDS = Number(process.env['ARCHIVED_ROUNDS'] ?? 25);

/**
 * Archives a case whose hearing was never cancelled, because it took place; afterwards the clock stands before that hearing,
 * so that to every procedure it is still to come.
 */
async function archiveWithHearing(t: TestStation, client: Client): Promise<void> {
  const now = t.clock.now();
  const { id: caseId } = await client.cases.create({
    commandId: randomUUID(),
    type: 'neighbours',
    place: 'ningbo',
    source: 'application',
    applicationForm: 'written',
    appliedOn: dateOf(now),
    facts: '楼上漏水',
    demands: '修好',
    parties: [worker(0), worker(1, { side: 'respondent' })],
    mediatorIds: [(await client.mediators.list({}))[0]!.personId]
  });
  const from = now + 86_400_000;
  await client.hearings.plan({ commandId: randomUUID(), caseId, purpose: 'round', from, to: from + 3_600_000, zoneId: null, note: '' });
  t.clock.set(from + 7_200_000);
  const step = async (name: 'refuse' | 'close' | 'archive', more: object = {}) => {
    const { version } = await client.cases.get({ id: caseId });
    await client.cases.step({ commandId: randomUUID(), id: caseId, version, step: name, ...more });
  };
  await step('refuse', { ground: 'withdrawn', reason: '申请人撤回' });
  await step('close');
  for (const { paper, recordId, filed } of await client.casePapers.list({ caseId }))
    if (filed === null) await client.casePapers.file({ commandId: randomUUID(), caseId, paper, recordId, pages: 1 });
  await step('archive', { retention: 'short' });
  t.clock.set(now);
  const { state, hearings } = await client.cases.get({ id: caseId });
  expect([state, hearings.map((one) => [one.state, one.from])]).toEqual(['archived', [['planned', from]]]);
}

it('nothing of an archived case is changed by any procedure', async () => {
  const t = await openTestStation();
  await openDemo(t.station);
  const client = t.anonymous();
  await client.access.signIn({ name: 'mediator', password: DEMO_PASSWORD });
  const { sqlite } = t.station;
  const pluck = (sql: string) => sqlite.prepare(sql).pluck().all() as (string | number)[];
  const archived = `(select id from mediation_case where state = 'archived')`;
  const tables = (
    pluck(
      `select name from sqlite_schema where type = 'table' and (name like 'case\\_%' escape '\\' or name = 'mediation_case')`
    ) as string[]
  ).filter((name) => name !== 'case_subtype');
  const columns = (table: string) => pluck(`select name from pragma_table_info('${table}')`) as string[];
  const idsOf = (table: string): number[] => {
    const key = columns(table).includes('case_id') ? 'case_id' : 'id';
    return table === 'mediation_case' || key === 'case_id'
      ? (pluck(`select id from ${table} where ${key} in ${archived}`) as number[])
      : (pluck(`select id from ${table}`) as number[]);
  };
  const content = () => Object.fromEntries(tables.map((table) => [table, sqlite.prepare(`select * from ${table} order by 1, 2`).all()]));
  await archiveWithHearing(t, client);
  expect(idsOf('mediation_case').length).toBeGreaterThan(2);
  expect(idsOf('case_record').length).toBeGreaterThan(2);

  const tableOf = (procedure: string, field: string): string | undefined => {
    if (field === 'caseId') return 'mediation_case';
    if (field === 'hearingId') return 'case_hearing';
    if (/instalment/i.test(field)) return 'case_instalment';
    if (/evidence/i.test(field)) return 'case_evidence';
    if (/party|payer|payee/i.test(field)) return 'case_party';
    if (/mediator|lead/i.test(field)) return 'mediator';
    if (/record/i.test(field)) return 'case_record';
    if (field !== 'id') return undefined;
    if (procedure.startsWith('cases.records')) return 'case_record';
    if (procedure.startsWith('cases.evidence')) return 'case_evidence';
    if (procedure.startsWith('cases.recusals')) return 'case_recusal';
    return procedure.startsWith('hearings') ? 'case_hearing' : 'mediation_case';
  };
  const next = random(7);
  const pick = (ids: number[]) => ids[Math.floor(next() * ids.length)] ?? 999_999;
  const before = content();
  const answered = new Map<string, number>();
  const codes = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, path, input } of procedures()) {
      if (!AREA.test(name) || NOT_HERE.test(name)) continue;
      const given =
        input &&
        hostileInput(input, next, {
          odd: 0,
          ids: (field) => {
            const table = tableOf(name, field);
            return table === undefined
              ? 1 + Math.floor(next() * 10)
              : table === 'mediator'
                ? pick(pluck('select person_id from mediator') as number[])
                : pick(idsOf(table));
          },
          version: (field, id) => {
            const table = tableOf(name, field);
            return table && columns(table).includes('version')
              ? ((sqlite.prepare(`select version from ${table} where id = ?`).pluck().get(id) as number | undefined) ?? 1)
              : 1;
          },
          instants: () => t.clock.now() - Math.floor(next() * 2) * 86_400_000 + Math.floor(next() * 24) * 1_800_000,
          dates: () => ['2026-11-20', '2026-11-23', '2026-12-01'][Math.floor(next() * 3)]!,
          commandId: randomUUID
        });
      let call: unknown = client;
      for (const key of path) call = (call as Record<string, unknown>)[key];
      try {
        await (call as (input: unknown) => Promise<unknown>)(given);
        answered.set(name, (answered.get(name) ?? 0) + 1);
      } catch (error) {
        const code = `${name} ${String((error as { code?: unknown }).code)}`;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }
    const after = content();
    for (const table of tables)
      expect(after[table], `${table} after round ${round}: ${[...answered.keys()].join(' ')}`).toEqual(before[table]);
  }
  if (process.env['ARCHIVED_SHOW']) console.log([...answered], [...codes]);
  expect([...codes.keys()].filter((code) => code.endsWith(' INTERNAL'))).toEqual([]);
  // The commands did reach the archived case, and reading goes on.
  const refused = [...codes].filter(([code]) => code.endsWith(' CASE_ARCHIVED')).map(([code]) => code.split(' ')[0]!);
  expect(refused.length).toBeGreaterThan(8);
  expect(answered.get('cases.get')).toBe(ROUNDS);
  await t.close();
}, 240_000);
