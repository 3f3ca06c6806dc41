import type { Database } from 'better-sqlite3';
import { monthOf, dateOf } from '../../../electron/contract/core/time.ts';
import { availabilityOf } from '../../../electron/contract/volunteering/volunteer-rules.ts';
import { monthBounds } from '../../../electron/service/core/figures/months.ts';
import { bareConnection, copyData, removeCopies } from '../data.ts';
import { compare, compareUntilValid, repeat, repeatAsync, SCAN_ROUNDS, warmUp } from '../harness.ts';
import { openBench, type Client } from '../open.ts';
import { NOW } from '../plan.ts';
import type { Bench, Measured, Row } from '../row.ts';
import { SHIFT, volunteersOf } from '../fill-volunteers.ts';

/** A copy in which everybody volunteers, with our client and a bare connection on it. */
async function onVolunteers({ size, say }: Bench, work: (client: Client, bare: Database) => Promise<Measured>): Promise<Measured> {
  const folder = copyData(size, 'volunteers', say);
  const bare = bareConnection(folder);
  const bench = await openBench(folder);
  try {
    return await work(bench.client, bare);
  } finally {
    await bench.close();
    bare.close();
    removeCopies([folder]);
  }
}

const TO = monthOf(dateOf(NOW));
const FROM = `${Number(TO.slice(0, 4)) - 1}-12`;

/** V1: a year of figures by month, against reading the rows; both must have the same result. */
const figures: Row = {
  id: 'V1',
  name: 'Volunteer figures of a year, against a scan of the hour records',
  unit: 'ms',
  budget: 0.05,
  run: (given) =>
    onVolunteers(given, async (client, bare) => {
      const range = { fromMonth: FROM, toMonth: TO };
      const bounds = monthBounds({ fromMonth: FROM, toMonth: TO });
      const months =
        bare.prepare(`select month, count(distinct person_id) as people, count(*) as services, sum(minutes) as minutes from service_record
        where state = 'approved' and from_at >= ? and from_at < ? group by month order by month`);
      const people = bare
        .prepare(`select count(distinct person_id) from service_record where state = 'approved' and from_at >= ? and from_at < ?`)
        .pluck();
      const scan = () => ({ months: months.all(bounds.from, bounds.to), people: people.get(bounds.from, bounds.to) });
      const ours = await client.volunteerFigures.table({ ...range, by: 'all' });
      const least = scan();
      const cells = ours.cells.map(({ month, people: n, services, minutes }) => ({ month, people: n, services, minutes }));
      if (JSON.stringify(cells) !== JSON.stringify(least.months)) throw new Error('the figures are not what the rows say');
      if (ours.total.people !== least.people)
        throw new Error(`${ours.total.people} different people, the rows say ${String(least.people)}`);
      return compareUntilValid(() =>
        compare({
          floor: repeat(1, scan),
          ours: repeatAsync(20, () => client.volunteerFigures.table({ ...range, by: 'all' })),
          rounds: SCAN_ROUNDS
        })
      );
    })
};

/** V1b: the ranking of the year, of those who agreed to be named, against reading the records; both must name the same people. */
const leaders: Row = {
  id: 'V1b',
  name: 'Leaderboard of the year, consenting only, against a scan of the hour records',
  unit: 'ms',
  budget: 0.05,
  run: (given) =>
    onVolunteers(given, async (client, bare) => {
      const range = { fromMonth: `${TO.slice(0, 4)}-01`, toMonth: TO };
      const bounds = monthBounds({ fromMonth: range.fromMonth, toMonth: TO });
      const ranked = bare.prepare(`select person_id as id, sum(service_record.minutes) as minutes, count(*) as services
        from service_record join volunteer using (person_id)
        where service_record.state = 'approved' and from_at >= ? and from_at < ? and publish_consent_at is not null
        group by person_id order by 2 desc, person_id limit 50`);
      const scan = () => ranked.all(bounds.from, bounds.to);
      const ask = (of: typeof range) => client.volunteerFigures.leaderboard({ ...of, limit: 50 });
      const ours = await ask(range);
      if (
        JSON.stringify(ours.rows.map(({ volunteer, minutes, services }) => ({ id: volunteer.id, minutes, services }))) !==
        JSON.stringify(scan())
      )
        throw new Error('the leaders are not those of the rows');
      const month = await repeatAsync(5, () => ask({ fromMonth: TO, toMonth: TO }))(0);
      const across = await repeatAsync(3, () => ask({ fromMonth: FROM, toMonth: TO }))(0);
      const compared = await compareUntilValid(() =>
        compare({ floor: repeat(1, scan), ours: repeatAsync(20, () => ask(range)), rounds: SCAN_ROUNDS })
      );
      return { ...compared, note: `a month ${month.toFixed(1)} ms; twelve months over the new year ${across.toFixed(0)} ms` };
    })
};

/** V1c: a page of the year's honours with its count, newest first, against its necessary statements; with the same rows. */
const honours: Row = {
  id: 'V1c',
  name: 'Page of the year’s honours with its count, against its two statements by hand',
  unit: 'ms',
  budget: 1.8,
  run: (given) =>
    onVolunteers(given, async (client, bare) => {
      const year = Number(TO.slice(0, 4));
      const days = [`${year}-01-01`, `${year}-12-31`];
      const those = 'a.on_date >= ? and a.on_date <= ? and a.revoked_at is null';
      const page = bare.prepare(`select a.*, v.number as volunteer_number, p.name, o.name as organisation_name
        from service_award as a join volunteer as v on v.person_id = a.person_id join person as p on p.id = a.person_id
          left join organisation as o on o.id = p.organisation_id
        where ${those} order by a.on_date desc, a.id desc limit 51`);
      const count = bare.prepare(`select count(*) as n from (select a.id from service_award as a where ${those} limit 1001)`).pluck();
      const floor = () => ({ rows: page.all(...days) as { id: number }[], n: count.get(...days) as number });
      const ask = () => client.recognition.awards({ year, limit: 50 });
      const ours = await ask();
      const least = floor();
      if (
        ours.rows.map((row) => row.id).join() !==
        least.rows
          .slice(0, 50)
          .map((row) => row.id)
          .join()
      )
        throw new Error('the honours are not those of the rows');
      if (ours.total?.count !== Math.min(least.n, 1000)) throw new Error(`${String(ours.total?.count)} honours, the rows say ${least.n}`);
      const written = await repeatAsync(1, () => client.recognition.export({ year, language: 'zh-CN' }))(0);
      const blocks = { floor: repeat(40, floor), ours: repeatAsync(40, ask) };
      await warmUp(blocks);
      const compared = await compareUntilValid(() => compare(blocks));
      return { ...compared, note: `the whole list as .xlsx ${written.toFixed(0)} ms` };
    })
};

/** Longest wait for the match of a shift, ms. */
const MOST_MS = 100;

/** V2: the match of a shift with reasons, against the ranking alone. */
const match: Row = {
  id: 'V2',
  name: `Matching list, at most ${MOST_MS} ms; against ranking alone`,
  unit: 'ms',
  budget: 3,
  run: (given) =>
    onVolunteers(given, async (client, bare) => {
      const { from_at: from, to_at: to } = bare.prepare('select from_at, to_at from shift where id = ?').get(SHIFT) as {
        from_at: number;
        to_at: number;
      };
      const mask = availabilityOf(from, to);
      const skills = bare.prepare('select choice_id from project_need_skill where need_id = 1').pluck().all() as number[];
      const rank = bare
        .prepare(
          `select v.person_id from volunteer as v left join (select person_id, count(*) as n from volunteer_has where choice_id in (?, ?) group by person_id) as s
          on s.person_id = v.person_id where v.state = 'active'
        order by coalesce(s.n, 0) desc, case when v.availability = 0 then 1 when (v.availability & ?) = ? then 2 else 0 end desc, coalesce(v.last_served_at, 0), v.minutes, v.person_id limit 30`
        )
        .pluck();
      const floor = () => rank.all(...skills, mask, mask) as number[];
      const ours = await client.signUps.match({ shiftId: SHIFT, limit: 30 });
      if (ours.rows.map((row) => row.volunteer.id).join() !== floor().join())
        throw new Error('the list is not in the order of the ranking');
      const compared = await compareUntilValid(() =>
        compare({ floor: repeat(5, floor), ours: repeatAsync(5, () => client.signUps.match({ shiftId: SHIFT, limit: 30 })) })
      );
      const volunteers = volunteersOf(given.size);
      if (volunteers >= 50_000 && compared.ours > MOST_MS) throw new Error(`${compared.ours.toFixed(1)} ms for ${volunteers} volunteers`);
      return compared;
    })
};

export const volunteerRows: Row[] = [figures, leaders, honours, match].map((row) => ({ ...row, content: 'volunteers' as const }));
