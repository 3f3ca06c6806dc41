import { randomUUID } from 'node:crypto';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { addDays, instantOf } from '../../electron/contract/core/time.ts';
import type { Client } from '../fixtures/station.ts';

// The commands that the fault tests repeat, and how to see in a file whether one was done as a whole. Each writes its command's id into
// a field where it can be found.

/** One command to be run. Refused by a rule of the station (a clash) is an ordinary outcome. */
export interface Step {
  kind: string;
  commandId: string;
  run(client: Client): Promise<unknown>;
}

/** What a script works on. */
export interface Ground {
  zones: number[];
  purposeId: number;
}

/** Numbers that look random and are the same for the same seed (mulberry32). @returns the next in [0, 1) */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FIRST_DATE = '2026-12-01';
const SURNAMES = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王'];
const STEMS = ['甲子', '乙丑', '丙寅', '丁卯', '戊辰', '己巳', '庚午', '辛未'];

/** Zones to reserve, made once. */
export async function prepareGround(client: Client): Promise<Ground> {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, open: '08:00', close: '20:00' }));
  const zones: number[] = [];
  for (const name of ['甲厅', '乙厅', '丙厅']) {
    const { id } = await client.zones.create({
      commandId: randomUUID(),
      name,
      capacity: 40,
      colour: '#B3191F',
      setupMinutes: 15,
      holidayPolicy: 'open',
      hours
    });
    zones.push(id);
  }
  return { zones, purposeId: (await client.zones.purposes.list({}))[0]!.id };
}

/**
 * An endless script: reservations (some of which clash), series, check-ins and cancellations of earlier ones, people,
 * organisations, accounts, settings. The same seed gives the same script, but for ids.
 */
export function* script(ground: Ground, seed: number): Generator<Step> {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const open: { id: number; version: number }[] = [];
  const about = (title: string) => ({ purposeId: ground.purposeId, title, expectedHeadcount: 10, contactName: '赵甲子' });

  for (let n = 0; ; n += 1) {
    const commandId = randomUUID();
    const kind = pick([
      'reservation',
      'reservation',
      'reservation',
      'series',
      'step',
      'person',
      'person',
      'organisation',
      'account',
      'settings'
    ]);
    const date = addDays(FIRST_DATE, Math.floor(random() * 200));
    const hour = 8 + Math.floor(random() * 10);
    const clock = (h: number) => `${String(h).padStart(2, '0')}:30`;
    const zoneId = pick(ground.zones);
    const name = `${pick(SURNAMES)}${pick(STEMS)}`;
    const headcount = 1 + Math.floor(random() * 30);
    const minutes = Math.floor(random() * 200);
    const earlier = open.length > 0 ? open.splice(Math.floor(random() * open.length), 1)[0] : undefined;

    if (kind === 'reservation' || (kind === 'step' && !earlier)) {
      yield {
        kind: 'reservation',
        commandId,
        run: async (client) => {
          const made = await client.reservations.create({
            commandId,
            zoneId,
            from: instantOf(date, clock(hour)),
            to: instantOf(date, clock(hour + 1)),
            ...about(commandId)
          });
          open.push(made);
          return made;
        }
      };
    } else if (kind === 'step') {
      yield {
        kind: 'step',
        commandId,
        run: (client) => client.reservations.cancel({ commandId, ...earlier!, reason: commandId })
      };
    } else if (kind === 'series') {
      yield {
        kind,
        commandId,
        run: (client) =>
          client.series.create({
            commandId,
            rule: { every: 'week', interval: 1, weekdays: [1 + Math.floor(headcount % 7)], start: date, count: 5 },
            zoneId,
            from: clock(hour),
            to: clock(hour + 1),
            ...about(commandId)
          })
      };
    } else if (kind === 'person') {
      yield {
        kind,
        commandId,
        run: (client) =>
          client.people.create({
            commandId,
            name,
            mobile: `139${String(n % 100_000_000).padStart(8, '0')}`,
            notes: commandId,
            confirmDuplicate: true
          })
      };
    } else if (kind === 'organisation') {
      yield {
        kind,
        commandId,
        run: (client) => client.organisations.create({ commandId, parentId: null, kind: 'enterprise', name: `单位${commandId}` })
      };
    } else if (kind === 'account') {
      yield {
        kind,
        commandId,
        run: (client) =>
          client.access.accounts.create({
            commandId,
            name: commandId,
            displayName: name,
            roles: ['front_desk', 'viewer'],
            password: 'faults only 1'
          })
      };
    } else {
      yield {
        kind: 'settings',
        commandId,
        run: (client) => client.station.changeSettings({ commandId, settings: { graceMinutes: minutes } })
      };
    }
    if (earlier && kind !== 'step') open.push(earlier);
  }
}

/** Finds the rows of a command, which must exist exactly if the command does: the row with its id, and everything that belongs to it. */
const TRACES: Record<string, { procedure: string; rows: string; parts: string }> = {
  reservation: {
    procedure: 'reservations.create',
    rows: `select title as id, count(*) as n from reservation where series_id is null and length(title) = 36 group by title`,
    parts: `select title as id from reservation r where series_id is null and length(title) = 36 and
      (not exists (select 1 from audit where entity = 'reservation' and entity_id = cast(r.id as text))
       or (state = 'approved') <> exists (select 1 from allocation where source_kind = 'reservation' and source_id = r.id))`
  },
  series: {
    procedure: 'series.create',
    rows: `select json_extract(template, '$.title') as id, count(*) as n from series group by 1`,
    parts: `select json_extract(template, '$.title') as id from series s where
      (select count(*) from series_date where series_id = s.id) <> 5
      or (select count(*) from reservation where series_id = s.id) <> (select count(*) from series_date where series_id = s.id and state = 'made')`
  },
  person: {
    procedure: 'people.create',
    rows: `select notes as id, count(*) as n from person where length(notes) = 36 group by notes`,
    parts: `select notes as id from person p where length(notes) = 36 and
      (not exists (select 1 from person_gram where person_id = p.id) or not exists (select 1 from audit where entity = 'person' and entity_id = cast(p.id as text)))`
  },
  organisation: {
    procedure: 'organisations.create',
    rows: `select substr(name, 3) as id, count(*) as n from organisation where length(name) = 38 group by name`,
    parts: `select substr(name, 3) as id from organisation o where length(name) = 38 and
      (path = '' or not exists (select 1 from audit where entity = 'organisation' and entity_id = cast(o.id as text)))`
  },
  account: {
    procedure: 'access.accounts.create',
    rows: `select name as id, count(*) as n from account where length(name) = 36 group by name`,
    parts: `select name as id from account a where length(name) = 36 and
      ((select count(*) from account_role where account_id = a.id) <> 2 or not exists (select 1 from audit where action = 'access.accounts.create' and entity_id = cast(a.id as text)))`
  }
};

/**
 * Problems that a script has left in a file: an acknowledged command that is missing, a command without its rows or rows without their
 * command, a command done twice or by half.
 * @param acknowledged ids of commands whose answer was seen outside the process
 */
export function faultsIn(sqlite: SqliteDatabase, acknowledged: Iterable<string>): string[] {
  const faults: string[] = [];
  const kept = new Map(
    (sqlite.prepare('select id, procedure from command').all() as { id: string; procedure: string }[]).map((row) => [row.id, row.procedure])
  );
  for (const id of acknowledged) if (!kept.has(id)) faults.push(`acknowledged, and lost: ${id}`);
  for (const [kind, { procedure, rows, parts }] of Object.entries(TRACES)) {
    const found = sqlite.prepare(rows).all() as { id: string; n: number }[];
    for (const { id, n } of found) {
      if (n !== 1) faults.push(`${kind} done ${n} times: ${id}`);
      if (kept.get(id) !== procedure) faults.push(`${kind} without its command: ${id}`);
    }
    const there = new Set(found.map(({ id }) => id));
    for (const [id, of] of kept)
      if (of === procedure && !there.has(id) && id.length === 36) faults.push(`${kind} command without its rows: ${id}`);
    for (const { id } of sqlite.prepare(parts).all() as { id: string }[]) faults.push(`${kind} half done: ${id}`);
  }
  const cancelled = sqlite.prepare(`select count(*) as n from reservation where state = 'cancelled' and reason = ''`).get() as {
    n: number;
  };
  if (cancelled.n > 0) faults.push('cancelled without its reason');
  return faults;
}
