import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { at, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, type Client } from '../../fixtures/station.ts';

/**
 * Random work on a small station, compared with a model without index, trigger and SQL that tries every pair and every minute. The
 * service must do what the model allows and refuse what it forbids.
 */

const BUFFERS = [
  { setup: 0, clearup: 0 },
  { setup: 10, clearup: 20 }
];
const STOCK = 3;
const START = at(TUESDAY, '08:00');
const slot = (n: number) => START + n * 15 * MINUTE_MS;
const SLOTS = 16;

interface Held {
  id: number;
  zone: number;
  from: number;
  to: number;
  quantity: number;
  staff: boolean;
  state: 'approved' | 'cancelled' | 'suspended';
}
interface Shut {
  id: number;
  zone: number;
  from: number;
  to: number;
}

class Model {
  readonly held: Held[] = [];
  closures: Shut[] = [];

  taken(r: Pick<Held, 'zone' | 'from' | 'to'>) {
    const b = BUFFERS[r.zone]!;
    return { from: r.from - b.setup * MINUTE_MS, to: r.to + b.clearup * MINUTE_MS };
  }

  fits(wish: Omit<Held, 'id' | 'state'>, except: Held | null): boolean {
    const mine = this.taken(wish);
    const meets = (i: { from: number; to: number }) => i.from < mine.to && mine.from < i.to;
    const others = this.held.filter((r) => r !== except && r.state === 'approved');
    if (this.closures.some((c) => c.zone === wish.zone && meets(c))) return false;
    for (const r of others) {
      if (!meets(this.taken(r))) continue;
      if (r.zone === wish.zone || (r.staff && wish.staff)) return false;
    }
    if (wish.quantity > STOCK) return false;
    for (let minute = mine.from; minute < mine.to; minute += MINUTE_MS) {
      let out = wish.quantity;
      for (const r of others) {
        const t = this.taken(r);
        if (t.from <= minute && minute < t.to) out += r.quantity;
      }
      if (wish.quantity > 0 && out > STOCK) return false;
    }
    return true;
  }
}

const place = { zone: fc.nat(1), start: fc.nat(SLOTS - 1), length: fc.integer({ min: 1, max: 5 }) };
const which = fc.nat(11);
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('create' as const), ...place, quantity: fc.nat(2), staff: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), which, ...place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), ...place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), which }) }
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Whether the call was done (true) or refused for a reason people can act on (false). */
async function done(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'CLASH' || code === 'STEP_NOT_ALLOWED') return false;
    throw error;
  }
}

async function play(t: ScheduleStation, zones: number[], mics: number, staffId: number, model: Model, a: Action): Promise<void> {
  const { head } = t;
  const known = (n: number) => (model.held.length === 0 ? null : model.held[n % model.held.length]!);
  switch (a.do) {
    case 'create': {
      const wish = { zone: a.zone, from: slot(a.start), to: slot(a.start + a.length), quantity: a.quantity, staff: a.staff };
      const equipment = a.quantity === 0 ? [] : [{ equipmentId: mics, quantity: a.quantity }];
      const input = {
        ...t.booking(zones[a.zone]!, TUESDAY, '08:00', '09:00'),
        from: wish.from,
        to: wish.to,
        equipment,
        staffId: a.staff ? staffId : null
      };
      let id = 0;
      const was = await done(head.reservations.create(input).then((made) => (id = made.id)));
      expect(was).toBe(model.fits(wish, null));
      if (was) model.held.push({ ...wish, id, state: 'approved' });
      return;
    }
    case 'move': {
      const r = known(a.which);
      if (!r) return;
      const { version } = await head.reservations.get({ id: r.id });
      const wish = { ...r, zone: a.zone, from: slot(a.start), to: slot(a.start + a.length) };
      const same = wish.zone === r.zone && wish.from === r.from && wish.to === r.to;
      const was = await done(
        head.reservations.move({ commandId: cid(), id: r.id, version, zoneId: zones[a.zone]!, from: wish.from, to: wish.to })
      );
      expect(was).toBe(same || (r.state !== 'cancelled' && model.fits(wish, r)));
      if (was && !same) Object.assign(r, wish, { state: 'approved' });
      return;
    }
    case 'cancel': {
      const r = known(a.which);
      if (!r) return;
      const { version } = await head.reservations.get({ id: r.id });
      const was = await done(head.reservations.cancel({ commandId: cid(), id: r.id, version, reason: 'x' }));
      expect(was).toBe(r.state !== 'cancelled');
      r.state = 'cancelled';
      return;
    }
    case 'reopen': {
      const r = known(a.which);
      if (!r) return;
      const { version } = await head.reservations.get({ id: r.id });
      const was = await done(head.reservations.reopen({ commandId: cid(), id: r.id, version, reason: 'x' }));
      expect(was).toBe(r.state === 'cancelled' && model.fits(r, r));
      if (was) r.state = 'approved';
      return;
    }
    case 'close': {
      const shut = { zone: a.zone, from: slot(a.start), to: slot(a.start + a.length) };
      const { id } = await head.closures.create({ commandId: cid(), zoneId: zones[a.zone]!, from: shut.from, to: shut.to, reason: 'x' });
      model.closures.push({ id, ...shut });
      for (const r of model.held) {
        const taken = model.taken(r);
        if (r.state === 'approved' && r.zone === shut.zone && taken.from < shut.to && shut.from < taken.to) r.state = 'suspended';
      }
      return;
    }
    case 'open': {
      const shut = model.closures[a.which % Math.max(1, model.closures.length)];
      if (!shut) return;
      const version = (await head.closures.list({})).find((c) => c.id === shut.id)!.version;
      await head.closures.end({ commandId: cid(), id: shut.id, version });
      model.closures = model.closures.filter((c) => c !== shut);
      const waiting = model.held.filter((r) => {
        const taken = model.taken(r);
        return r.state === 'suspended' && r.zone === shut.zone && taken.from < shut.to && shut.from < taken.to;
      });
      waiting.sort((x, y) => x.from - y.from || x.id - y.id);
      for (const r of waiting) if (model.fits(r, r)) r.state = 'approved';
    }
  }
}

it('random reservations, edits, cancellations and closures do what the naive model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 8, maxLength: 40 }), async (actions) => {
      const t = await openScheduleStation();
      try {
        const zones = [await t.zone('甲'), await t.zone('乙', { setupMinutes: BUFFERS[1]!.setup, clearupMinutes: BUFFERS[1]!.clearup })];
        const mics = (await t.head.zones.equipment.create({ commandId: cid(), name: '话筒', quantity: STOCK, zoneId: null })).id;
        const staffId = await t.person('钱乙丑');
        const model = new Model();
        for (const a of actions) await play(t, zones, mics, staffId, model, a);
        const states = t.station.sqlite.prepare('select id, state from reservation order by id').all() as { id: number; state: string }[];
        expect(states).toEqual(model.held.map(({ id, state }) => ({ id, state })));
        await expectSound(t);
      } finally {
        await t.close();
      }
    }),
    { numRuns: 40, seed: 20201231 }
  );
}, 240_000);

const live = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const), ...place, quantity: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('walkIn' as const), ...place }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'checkIn' as const,
        'finish' as const,
        'undoCheckIn' as const,
        'undoFinish' as const,
        'markNoShow' as const,
        'cancel' as const
      ),
      which
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stretch' as const), which, length: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), ...place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const), which }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 50 }) }) }
);
type Live = typeof live extends fc.Arbitrary<infer A> ? A : never;

const REFUSALS = ['CLASH', 'STEP_NOT_ALLOWED', 'INVALID', 'NOT_FOUND', 'STALE'];

async function lively(t: ScheduleStation, desk: Client, zones: number[], mics: number, a: Live): Promise<unknown> {
  const { head } = t;
  const subject = async (n: number) => {
    const { rows } = await desk.reservations.list({ ascending: true, limit: 12 });
    return rows[n % Math.max(1, rows.length)] ?? null;
  };
  switch (a.do) {
    case 'wait':
      return t.clock.advance(a.minutes * MINUTE_MS);
    case 'create':
      return desk.reservations.create({
        ...t.booking(zones[a.zone]!, TUESDAY, '08:00', '09:00'),
        from: slot(a.start),
        to: slot(a.start + a.length),
        equipment: a.quantity === 0 ? [] : [{ equipmentId: mics, quantity: a.quantity }]
      });
    case 'walkIn': {
      const from = t.clock.now() - a.start * 5 * MINUTE_MS;
      return desk.reservations.walkIn({
        ...t.booking(zones[a.zone]!, TUESDAY, '08:00', '09:00'),
        from,
        to: from + a.length * 20 * MINUTE_MS,
        headcount: 3
      });
    }
    case 'close':
      return head.closures.create({
        commandId: cid(),
        zoneId: zones[a.zone]!,
        from: slot(a.start),
        to: slot(a.start + a.length),
        reason: 'x'
      });
    case 'open': {
      const [closure] = await head.closures.list({});
      return closure && head.closures.end({ commandId: cid(), id: closure.id, version: closure.version });
    }
    case 'stretch': {
      const row = await subject(a.which);
      return (
        row &&
        desk.reservations.move({
          commandId: cid(),
          id: row.id,
          version: row.version,
          zoneId: row.zone.id,
          from: row.from,
          to: row.from + a.length * 15 * MINUTE_MS
        })
      );
    }
    default: {
      const row = await subject(a.which);
      return row && desk.reservations[a.do]({ commandId: cid(), id: row.id, version: row.version, reason: 'x', headcount: 5 });
    }
  }
}

it('whatever a day brings, nothing is held twice and the log adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(live, { minLength: 15, maxLength: 60 }), async (actions) => {
      const t = await openScheduleStation();
      try {
        const zones = [await t.zone('甲'), await t.zone('乙', { setupMinutes: 10, clearupMinutes: 20 })];
        const mics = (await t.head.zones.equipment.create({ commandId: cid(), name: '话筒', quantity: STOCK, zoneId: null })).id;
        const desk = await t.as('front_desk');
        t.clock.set(at(TUESDAY, '07:30'));
        for (const a of actions) {
          try {
            await lively(t, desk, zones, mics, a);
          } catch (error) {
            expect(REFUSALS, String(error)).toContain((error as { code?: string }).code);
          }
        }
        await expectSound(t);
      } finally {
        await t.close();
      }
    }),
    { numRuns: 40, seed: 19491001 }
  );
}, 240_000);
