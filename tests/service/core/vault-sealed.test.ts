import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { atOnce, CHUNK, inTurns, opening, sealing, type Purpose } from '../../../electron/service/core/vault/sealed.ts';
import { StationError } from '../../../electron/service/core/errors.ts';

const key = randomBytes(32);
const purpose = { vault: 'mediation', kind: 'bytes' as const, bind: 'case:12:facts' };
const seal = (bytes: Uint8Array, bind = purpose.bind) => Buffer.from(atOnce(sealing(key, 1, bytes, { ...purpose, bind })));
const open = (sealed: Uint8Array, other: Partial<Purpose> = {}) => Buffer.from(atOnce(opening(key, sealed, { ...purpose, ...other })));

function broken(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(StationError);
    expect(error).toMatchObject({ code: 'SEAL_BROKEN' });
    return true;
  }
}

const text = Buffer.from('工资拖欠十一人，共计 132,000.00 元', 'utf8');

describe('a sealed value', () => {
  it.each([0, 1, 15, 16, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 17])('of %i bytes opens to what it was', (size) => {
    const bytes = randomBytes(size);
    expect(open(seal(bytes)).equals(bytes)).toBe(true);
  });

  it('is never the same twice', () => {
    const several = Array.from({ length: 50 }, () => seal(text).toString('hex'));
    expect(new Set(several).size).toBe(50);
    expect(new Set(several.map((sealed) => sealed.slice(10, 74))).size).toBe(50);
  });

  it('shows nothing of its text', () => {
    expect(seal(text).includes(text.subarray(0, 6))).toBe(false);
  });

  it('opens nowhere but where it was put', () => {
    const sealed = seal(text);
    expect(open(sealed).equals(text)).toBe(true);
    for (const bind of ['case:13:facts', 'case:12:demands', 'case:12:fact', 'case:12:factss', ''])
      expect(
        broken(() => open(sealed, { bind })),
        bind
      ).toBe(true);
    expect(broken(() => open(sealed, { vault: 'counselling' }))).toBe(true);
    expect(broken(() => open(sealed, { kind: 'json' }))).toBe(true);
    expect(broken(() => atOnce(opening(randomBytes(32), sealed, purpose)))).toBe(true);
  });

  it('swapped between two records opens in neither', () => {
    const [one, two] = [seal(text, 'case:1:facts'), seal(text, 'case:2:facts')];
    expect(broken(() => open(one, { bind: 'case:2:facts' }))).toBe(true);
    expect(broken(() => open(two, { bind: 'case:1:facts' }))).toBe(true);
  });

  it('with any one bit flipped does not open', () => {
    const sealed = seal(text);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(
        broken(() => open(changed)),
        `bit ${bit}`
      ).toBe(true);
    }
  });

  it('cut off anywhere, or with something added, does not open', () => {
    const sealed = seal(text);
    for (let length = 0; length < sealed.length; length++)
      expect(
        broken(() => open(sealed.subarray(0, length))),
        `${length} bytes`
      ).toBe(true);
    expect(broken(() => open(Buffer.concat([sealed, Buffer.alloc(1)])))).toBe(true);
    expect(broken(() => open(Buffer.concat([sealed, Buffer.alloc(16)])))).toBe(true);
  });
});

describe('a value of several chunks', () => {
  const bytes = randomBytes(2 * CHUNK + 500);
  const sealed = seal(bytes);
  const HEAD = 37;
  const WHOLE = CHUNK + 16;
  const chunk = (i: number) => sealed.subarray(HEAD + i * WHOLE, HEAD + (i + 1) * WHOLE);
  const put = (...parts: Uint8Array[]) => Buffer.concat([sealed.subarray(0, HEAD), ...parts]);

  it('is put together as expected here', () => {
    expect(open(put(chunk(0), chunk(1), chunk(2))).equals(bytes)).toBe(true);
  });

  it.each([
    ['without its last chunk', () => put(chunk(0), chunk(1))],
    ['of its first chunk alone', () => put(chunk(0))],
    ['without its first chunk', () => put(chunk(1), chunk(2))],
    ['with two chunks exchanged', () => put(chunk(1), chunk(0), chunk(2))],
    ['with a chunk twice', () => put(chunk(0), chunk(0), chunk(1), chunk(2))],
    ['with its last chunk twice', () => put(chunk(0), chunk(1), chunk(2), chunk(2))],
    ['with a chunk of another value', () => put(chunk(0), seal(bytes).subarray(HEAD + WHOLE, HEAD + 2 * WHOLE), chunk(2))]
  ])('does not open %s', (_what, make) => {
    expect(broken(() => open(make()))).toBe(true);
  });

  it('gives others their turn after each chunk, and stops when the vault is closed', async () => {
    let turns = 0;
    const done = await inTurns(sealing(key, 1, bytes, purpose), () => (turns += 1));
    expect(turns).toBe(2);
    expect(open(done).equals(bytes)).toBe(true);
    const closed = inTurns(opening(key, done, purpose), () => {
      throw new StationError('VAULT_LOCKED', { vault: 'mediation' });
    });
    await expect(closed).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  });
});

it('fifty megabytes never hold the service for 50 ms', async () => {
  const bytes = randomBytes(50 * 1024 * 1024);
  const slowest = async (work: Generator<undefined, Uint8Array>) => {
    const turns: number[] = [];
    const measured = (function* (): Generator<undefined, Uint8Array> {
      for (;;) {
        const begun = performance.now();
        const step = work.next();
        turns.push(performance.now() - begun);
        if (step.done) return step.value;
        yield;
      }
    })();
    const out = await inTurns(measured, () => {});
    // Turns are alike; that another process took the processor from one in ten is not theirs.
    return { out, longest: turns.sort((a, b) => a - b)[Math.floor(turns.length * 0.9) - 1]! };
  };
  const sealed = await slowest(sealing(key, 1, bytes, purpose));
  const opened = await slowest(opening(key, sealed.out, purpose));
  expect(Buffer.from(opened.out).equals(bytes)).toBe(true);
  expect(sealed.longest).toBeLessThan(50);
  expect(opened.longest).toBeLessThan(50);
});
