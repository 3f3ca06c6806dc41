import { isContractProcedure } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProcedureMeta } from '../../../electron/contract/core/base.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { contract } from '../../../electron/contract/index.ts';
import { areas, type Area } from '../../../electron/service/areas.ts';
import { dueWorks, settle } from '../../../electron/service/core/due.ts';
import { openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, type Client } from '../../fixtures/station.ts';

interface Found {
  name: string;
  meta: ProcedureMeta;
  writes: boolean;
}
function collect(at: unknown, path: string[] = []): Found[] {
  if (isContractProcedure(at)) {
    const { meta, inputSchema } = at['~orpc'];
    const shape = (inputSchema as { shape?: object } | undefined)?.shape;
    return [{ name: path.join('.'), meta: meta as ProcedureMeta, writes: shape !== undefined && 'commandId' in shape }];
  }
  return Object.entries(at as object).flatMap(([key, value]) => collect(value, [...path, key]));
}
const procedures = collect(contract);

/** Which area a procedure belongs to, by its router. */
const areaOf = (name: string): string => Object.entries<Area>(areas).find(([, area]) => name.split('.')[0]! in area.router)![0];

describe('what falls due', () => {
  it('cannot be forgotten: where an area has something due, each procedure says what it settles', () => {
    const dutiful = Object.entries<Area>(areas)
      .filter(([, area]) => area.due)
      .map(([name]) => name);
    expect(dutiful).toEqual(['schedule', 'training', 'volunteering']);
    const silent = procedures.filter(({ name, meta }) => dutiful.includes(areaOf(name)) && meta.settles === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
    // A procedure made from `procedure` alone declares nothing, and would stand in that list.
    expect(procedures.some(({ meta }) => meta.settles === undefined)).toBe(true);
  });

  it('is settled by its own area at least, but where nothing of it is looked at', () => {
    const idle = procedures.filter(({ meta }) => meta.settles?.length === 0).map(({ name }) => name.split('.')[0]);
    expect([...new Set(idle)].sort()).toEqual(['calendar', 'recognition', 'serviceCertificates', 'volunteers', 'wishes']);
  });

  it('is registered under every name that a procedure declares', () => {
    const names = new Set(
      procedures.flatMap(({ meta }) => (meta.settles === undefined || meta.settles === 'all' ? [] : [...meta.settles]))
    );
    expect([...names].sort()).toEqual(
      dueWorks
        .entries()
        .map(([name]) => name)
        .sort()
    );
  });
});

describe('a call that looks', () => {
  let t: ClassStation;
  beforeEach(async () => {
    t = await openClassStation();
  });
  afterEach(() => t.close());

  const anythingDue = async () => {
    const due: string[] = [];
    for (const [name, work] of dueWorks.entries()) if (await work.isDue(t.station.db, t.station.clock.now())) due.push(name);
    return due;
  };

  /** A class whose first session is over, and a reservation nobody came to. */
  async function letTimePass(): Promise<void> {
    const { id } = await t.open({ minToOpen: 1 }, { weeks: 2 });
    const [person] = await t.people(1);
    await t.book(id, person!);
    await t.head.reservations.create({
      commandId: cid(),
      zoneId: t.hall,
      from: instantOf('2026-11-23', '14:00'),
      to: instantOf('2026-11-23', '15:00'),
      purposeId: 1,
      contactName: '来访人',
      contactPhone: '13900000000',
      expectedHeadcount: 3
    } as Parameters<Client['reservations']['create']>[0]);
    t.goTo('2026-11-24', '21:30');
  }

  it('finds it settled, by every reading procedure that declares it, even one that then refuses its input', async () => {
    await letTimePass();
    expect((await anythingDue()).sort()).toEqual(['classes', 'reservations']);
    const all = await t.as('head', 'front_desk', 'trainer');
    const readers = procedures.filter(
      ({ meta, writes }) => !writes && meta.settles !== undefined && meta.settles.length > 0 && meta.permission !== undefined
    );
    expect(readers.length).toBeGreaterThan(30);
    for (const { name, meta } of readers.filter((one) => !one.name.startsWith('hearings'))) {
      let call: unknown = all;
      for (const key of name.split('.')) call = (call as Record<string, unknown>)[key];
      const seen: string[] = [];
      const works = dueWorks.entries().filter(([due]) => meta.settles === 'all' || (meta.settles as readonly string[]).includes(due));
      // The middleware asks each declared work; what it answers is counted here.
      const restore = works.map(([due, work]) => {
        const { isDue } = work;
        work.isDue = (db, now) => {
          seen.push(due);
          return isDue(db, now);
        };
        return () => void (work.isDue = isDue);
      });
      await (call as (input?: unknown) => Promise<unknown>)({}).catch(() => {});
      restore.forEach((undo) => undo());
      expect(seen, name).toEqual(works.map(([due]) => due));
    }
    expect(await anythingDue()).toEqual([]);
  });

  it('a command settles in its own transaction: refused, it leaves everything as it was', async () => {
    await letTimePass();
    const call = t.head.classes.step({ commandId: cid(), id: 999, version: 1, step: 'confirm', reason: '' });
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await anythingDue()).toContain('classes');
    await t.trainer('钱丙寅', [t.courseId]);
    expect(await anythingDue()).toEqual(['reservations']);
  });

  it('still reads where nothing can be written', async () => {
    await letTimePass();
    t.station.sqlite.pragma('query_only = on');
    try {
      expect((await t.head.reservations.today({})).date).toBe('2026-11-24');
    } finally {
      t.station.sqlite.pragma('query_only = off');
    }
    await settle(t.station, 'all');
    expect(await anythingDue()).toEqual([]);
  });
});
