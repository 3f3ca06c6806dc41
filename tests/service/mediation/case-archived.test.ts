import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { sealOf } from '../../../electron/service/core/vault/seal.ts';
import { bind } from '../../../electron/service/mediation/cases/sealed.ts';
import { openDemo } from '../../../electron/service/core/demo/demo.ts';
import { DEMO_PASSWORD } from '../../../electron/service/core/demo/operator.ts';
import { hostileInput, procedures, random } from '../../fixtures/hostile.ts';
import { openTestStation } from '../../fixtures/station.ts';

// The bound volume is what a court would be shown (归档): whichever procedure of the area is called about it, nothing of it
// changes. Input looks right and names records of archived cases only.

const AREA = /^(cases|casePapers|hearings)\./;
/** About no case that there is. */
const NOT_HERE = /^(cases\.(create|subtypes\.save)|casePapers\.templates\..*)$/;
const ROUNDS = Number(process.env['ARCHIVED_ROUNDS'] ?? 25);

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
  // A hearing to come, which archiving would have cancelled: past the trigger that would refuse it.
  const trigger = sqlite.prepare(`select sql from sqlite_schema where name = 'case_hearing_bound_insert'`).pluck().get() as string;
  const caseId = idsOf('mediation_case')[0]!;
  const note = sealOf({ station: t.station, session: client.session }, 'mediation').seal('', bind.hearing(900, caseId));
  sqlite.exec('drop trigger case_hearing_bound_insert');
  sqlite
    .prepare(
      `insert into case_hearing (id, case_id, purpose, from_at, to_at, setup_minutes, clearup_minutes, state, note) values (900, ?, 'round', ?, ?, 0, 0, 'planned', ?)`
    )
    .run(caseId, t.clock.now() + 86_400_000, t.clock.now() + 90_000_000, note);
  sqlite.exec(trigger);
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
