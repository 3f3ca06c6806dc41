/** Numbers that look random and are the same in every run and on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** An integer, 0 ≤ x < below. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** 16 bytes' worth of hexadecimal digits with hyphens, in the form of a version 4 UUID. */
  uuid(): string;
}

/** A generator begun with a number (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = () => word() / 0x1_0000_0000;
  const below = (n: number) => Math.floor(next() * n);
  const hex = (n: number, width: number) => n.toString(16).padStart(width, '0');
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] as never,
    uuid: () => {
      const a = hex(word(), 8);
      const b = hex(word(), 8);
      const c = hex(word(), 8);
      const d = hex(word(), 8);
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'[word() & 3]}${c.slice(1, 4)}-${c.slice(4)}${d}`;
    }
  };
}

/** Draws from a list so that each entry comes as often as its weight says. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): (random: Random) => T {
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of entries) sums.push((total += weight));
  return (random) => {
    const at = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return (entries[low] as readonly [T, number])[0];
  };
}
