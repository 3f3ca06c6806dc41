import { instantOf } from '../../../electron/contract/core/time.ts';
import type { Seal } from '../../../electron/service/core/vault/seal.ts';
import { bind } from '../../../electron/service/mediation/cases/sealed.ts';
import { openCaseStation, type CaseStation } from '../../fixtures/cases.ts';
import { fillCases } from '../../fixtures/many-cases.ts';
import { cid, PASSWORD } from '../../fixtures/station.ts';
import { PAINTED, start } from '../electron.ts';
import { compare, compareUntilValid, repeat, repeatAsync, within } from '../harness.ts';
import { PAINT_LIMIT_MS, paintedList } from '../painted-list.ts';
import type { Bench, Measured, Row } from '../row.ts';

/** Mediation cases, in a file of their own at every size. Nine of ten cases are archived. */

const TODAY = '2026-11-23';
const PAGE = 50;
const ENTRIES = 200;
/** Longest opening of a case and longest search, ms. */
const OPEN_MS = 100;
const SEARCH_MS = 200;
/** Time in which somebody can type a search after opening the vault, ms. */
const LOOKED_MS = 1000;

async function onCases<R>(count: number, work: (t: CaseStation, seal: Seal) => Promise<R>): Promise<R> {
  const t = await openCaseStation();
  try {
    fillCases(t.station, t.mediator.seal(), count, { today: TODAY, mediatorId: t.own, plant: { at: 1234, text: '独一无二的线索' } });
    return await work(t, t.mediator.seal());
  } finally {
    await t.close();
  }
}

/** The least that a page costs: the same rows by statements written by hand, and the same cards opened. */
function pageFloor(t: CaseStation, seal: Seal): () => number[] {
  const { sqlite } = t.station;
  const page =
    sqlite.prepare(`select id, number, state, type, subtype_id, regime, source, applicants, respondents, applied_on, accepted_on, extended_to, effective_on, confirmation, confirmer,
    confirmation_applied_on, confirmation_accepted_on, confirmation_extended, risk, escalation, card, version from mediation_case order by id desc limit +?`);
  const count = sqlite.prepare('select count(*) from (select id from mediation_case limit 1001)').pluck();
  const marks = Array.from({ length: PAGE }, () => '+?').join(', ');
  const mediators = sqlite.prepare(
    `select c.case_id, c.person_id, c.position, p.name from case_mediator c join person p on p.id = c.person_id where c.case_id in (${marks}) order by c.case_id, c.position`
  );
  const instalments = sqlite.prepare(
    `select case_id, number, due_on from case_instalment where case_id in (${marks}) and settled_on is null`
  );
  const visits = sqlite.prepare(
    `select case_id, count(*) as n from case_record where case_id in (${marks}) and kind = 'visit' group by case_id`
  );
  const status = sqlite.prepare(`select case_id from case_agreement where case_id in (${marks}) and about_status = 1`);
  const subtypes = sqlite.prepare('select id, name from case_subtype');
  return () => {
    const rows = page.all(PAGE + 1) as { id: number; card: Buffer }[];
    const shown = rows.slice(0, PAGE);
    const ids = shown.map((row) => row.id);
    for (const row of shown) seal.open(row.card, bind.card(row.id));
    count.get();
    for (const statement of [mediators, instalments, visits, status]) statement.all(ids);
    subtypes.all();
    return ids;
  };
}

function listPage(): Promise<Measured> {
  return onCases(20_000, async (t, seal) => {
    const { client } = t.mediator;
    const floor = pageFloor(t, seal);
    const { rows } = await client.cases.list({ limit: PAGE });
    if (rows.map((row) => row.id).join() !== floor().join()) throw new Error('ours and the floor do not answer the same');
    // The texts for searching are opened meanwhile, which is not measured.
    await client.cases.search({ text: '独一无二' });
    return compareUntilValid(() => compare({ floor: repeat(20, floor), ours: repeatAsync(20, () => client.cases.list({ limit: PAGE })) }));
  });
}

/** In the window, whose session was taken up by its token: types the password that opens the vault, and waits for the list behind it. */
const OPEN_VAULT = `(async () => {
  ${PAINTED}
  location.hash = '#/cases/list';
  const field = () => document.querySelector('input[data-test=vault-password]');
  await painted(field);
  field().value = ${JSON.stringify(PASSWORD)};
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await painted(() => !field().form.querySelector('button[type=submit]').disabled);
  field().form.requestSubmit();
  await painted(() => document.querySelector('[data-test=case-list] [data-test=row]'));
})()`;

/** The same list in the window: from the archived ones to all. */
function listPainted({ say }: Bench): Promise<Measured> {
  return onCases(20_000, async (t) => {
    const { token } = await t.anonymous().access.signIn({ name: t.mediator.name, password: PASSWORD });
    const { dataFolder } = t.station;
    let measured: Measured | undefined;
    await t.reopen(async () => {
      const app = await start('ours', dataFolder, say, token);
      try {
        await app.run(OPEN_VAULT);
        measured = await paintedList(app, {
          topic: 'cases',
          list: 'case-list',
          address: '#/cases/list?state=all',
          other: '#/cases/list?state=archived'
        });
      } finally {
        await app.quit();
      }
    });
    if (!measured) throw new Error('nothing was measured');
    return measured;
  });
}

async function timed(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const before = performance.now();
    await work();
    found.push(performance.now() - before);
  }
  return found;
}

async function openCase(): Promise<Measured> {
  const t = await openCaseStation();
  try {
    const { client } = t.mediator;
    const { id } = await t.wageCase();
    await t.toAgreement(id);
    const entries = () => client.cases.get({ id }).then((detail) => detail.records.length);
    for (let n = await entries(); n < ENTRIES; n += 1) {
      await client.cases.records.save({
        commandId: cid(),
        caseId: id,
        at: instantOf(TODAY, '08:30'),
        hearingId: null,
        body: { kind: 'note', about: `第${n}次沟通`, content: '电话联系双方，转达意见，约定下次面谈时间。'.repeat(10) }
      });
    }
    if ((await entries()) !== ENTRIES) throw new Error('not so many entries');
    return within(await timed(15, () => client.cases.get({ id })), OPEN_MS, `${ENTRIES} entries, eleven claimants`);
  } finally {
    await t.close();
  }
}

function search(): Promise<Measured> {
  return onCases(5000, async (t) => {
    const { client } = t.mediator;
    const asked = () => client.cases.search({ text: '独一无二' });
    // The vault is opened again, and its texts are opened in turns. Another call waits at most for the longest turn.
    const opened = async () => {
      await client.access.lock();
      await client.access.unlock({ password: PASSWORD });
    };
    await opened();
    const [atOnce] = await timed(1, asked);
    await opened();
    let longest = 0;
    for (let last = performance.now(), end = last + LOOKED_MS; last < end;) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    const [first] = await timed(1, asked);
    const words = ['独一无二', '口头约定', '人民调字第7号', '虚构甲子', '没有这样的话'];
    let n = 0;
    const times = await timed(15, async () => {
      await client.cases.search({ text: words[n++ % words.length]! });
    });
    return within(
      times,
      SEARCH_MS,
      `the first, ${LOOKED_MS} ms after the vault was opened, ${first!.toFixed(0)} ms; in the same moment ${atOnce!.toFixed(0)} ms; nobody waited longer than ${longest.toFixed(0)} ms`
    );
  });
}

export const caseRows: Row[] = [
  { id: 'M1', name: 'page of 50 of 20,000 cases', unit: 'ms', budget: 1.8, own: true, run: listPage },
  { id: 'M1w', name: `Case list asked for and painted, of ${PAINT_LIMIT_MS} ms`, unit: 'ms', budget: 1, own: true, run: listPainted },
  { id: 'M2', name: 'open a case with 200 entries, of 100 ms', unit: 'ms', budget: 1, own: true, run: openCase },
  { id: 'M3', name: 'search inside 5,000 cases, of 200 ms', unit: 'ms', budget: 1, own: true, run: search }
];
