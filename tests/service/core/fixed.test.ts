import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemCommand, type Command } from '../../../electron/service/core/command.ts';
import { fixedQuery, insertRow } from '../../../electron/service/db/fixed.ts';
import { openTestStation, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(() => t.close());

const purposes = fixedQuery((db, v: { key: string; most: number }) =>
  db.selectFrom('purpose').select(['id', 'name_en']).where('key', '>=', v.key).where('archived_at', 'is', null).orderBy('key').limit(v.most)
);

describe('fixed queries', () => {
  it('are given their values each time, and built once', async () => {
    expect((await purposes(t.station.db, { key: 'party_day', most: 2 })).map((row) => row.name_en)).toEqual([
      'Party day',
      'Safety education'
    ]);
    expect((await purposes(t.station.db, { key: 'visit', most: 9 })).map((row) => row.name_en)).toEqual([
      'Visit reception',
      'Volunteer service'
    ]);
  });

  it('run on the transaction they are given', async () => {
    await t.station.db.transaction().execute(async (tx) => {
      const id = await insertRow(tx, 'purpose', { name: '演练', name_en: 'Drill', key: undefined as never });
      expect(await purposes(tx, { key: 'visit', most: 9 })).toHaveLength(2);
      const row = await tx.selectFrom('purpose').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      expect(row).toMatchObject({ name: '演练', key: null, version: 1 });
    });
  });

  it('refuse to compute with a value', async () => {
    const wrong = fixedQuery((db, v: { id: number }) =>
      db
        .selectFrom('purpose')
        .select('id')
        .where('id', '=', v.id + 1)
    );
    await expect(wrong(t.station.db, { id: 1 })).rejects.toThrow('cannot compute with "id"');
  });
});

describe('kept statements', () => {
  it('are not planned again for other values', async () => {
    const { sqlite } = t.station;
    // better-sqlite3 makes a function for the rows of a statement each time SQLite has planned it.
    const { Function: original } = globalThis;
    let planned = 0;
    globalThis.Function = new Proxy(original, {
      apply(target, self, given) {
        planned += 1;
        return Reflect.apply(target, self, given);
      }
    });
    try {
      const read = (id: number) =>
        t.station.db
          .selectFrom('purpose')
          .innerJoin('purpose as other', 'other.id', 'purpose.id')
          .select(['purpose.id', 'other.name'])
          .where('purpose.id', '=', id)
          .orderBy('other.name')
          .limit(5)
          .execute();
      for (const id of [1, 2, 3, 4]) expect(await read(id)).toHaveLength(1);
      expect(planned).toBe(1);
      // The control: a bare placeholder shows the problem that the sign prevents.
      const bare = sqlite.prepare('select purpose.id from purpose join purpose as other on other.id = purpose.id where purpose.id = ?');
      planned = 0;
      for (const id of [1, 2, 3, 4]) expect(bare.all(id)).toHaveLength(1);
      expect(planned).toBeGreaterThan(1);
    } finally {
      globalThis.Function = original;
    }
  });
});

describe('the short way', () => {
  it('waits for a transaction to end, and sees all of it', async () => {
    const { db } = t.station;
    let seen: unknown[] | undefined;
    await systemCommand(t.station, 'tests', async (cmd) => {
      await insertRow(cmd.tx, 'purpose', { name: '演练', name_en: 'Drill', key: 'zz' });
      // Somebody else asks in the middle of it: outside of this transaction's own work.
      void elsewhere.run(() => purposes(db, { key: 'zz', most: 5 }).then((rows) => (seen = rows)));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(seen).toBeUndefined();
    });
    await expect.poll(() => seen).toEqual([expect.objectContaining({ name_en: 'Drill' })]);
  });
  // A context made before any transaction: what runs in it is no part of one.
  const elsewhere = { run: AsyncLocalStorage.snapshot() };

  it('is closed to the outer handle inside a command, and to a transaction that is over', async () => {
    const { db } = t.station;
    await expect(systemCommand(t.station, 'tests', () => purposes(db, { key: 'a', most: 1 }))).rejects.toThrow('outer database handle');
    let kept: Command['tx'] | undefined;
    await systemCommand(t.station, 'tests', async (cmd) => {
      kept = cmd.tx;
      return {};
    });
    await expect(purposes(kept!, { key: 'a', most: 1 })).rejects.toThrow();
    expect(await purposes(db, { key: 'visit', most: 1 })).toHaveLength(1);
  });

  it('undoes what a command wrote when it fails', async () => {
    await expect(
      systemCommand(t.station, 'tests', async (cmd) => {
        await insertRow(cmd.tx, 'purpose', { name: '演练', name_en: 'Drill', key: 'zz' });
        throw new Error('no');
      })
    ).rejects.toThrow('no');
    expect(await purposes(t.station.db, { key: 'zz', most: 1 })).toEqual([]);
  });
});
