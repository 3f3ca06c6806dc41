import { z } from 'zod';
import { instant } from '../core/base.ts';
import { DAY_MS } from '../core/time.ts';

/** `count` no-shows within `windowDays` days block somebody for `blockDays` days; a count of 0 blocks nobody. */
export interface NoShowPolicy {
  count: number;
  windowDays: number;
  blockDays: number;
}

export const NO_SHOW_KINDS = ['absent', 'cancelled_late'] as const;
export interface NoShow {
  at: number;
  kind: (typeof NO_SHOW_KINDS)[number];
}

export interface NoShowStanding<E extends NoShow = NoShow> {
  /** No-shows that count towards the next block. */
  counted: E[];
  /** The block in force, with what led to it. */
  block: { from: number; until: number; because: E[] } | null;
}

/** The schema of a no-show as an area names it, with code and title and the area's own ids. */
export const noShowOf = <S extends z.ZodRawShape>(own: S) =>
  z.object({ at: instant, kind: z.enum(NO_SHOW_KINDS), code: z.string(), title: z.string(), ...own });

/** The schema of somebody's standing: what counts, until when they are blocked, and when blocks were lifted. */
export const standingWith = <N extends z.ZodType>(noShow: N) =>
  z.object({
    policy: z.object({ count: z.number().int(), windowDays: z.number().int(), blockDays: z.number().int() }),
    counted: z.array(noShow),
    block: z.object({ from: instant, until: instant, because: z.array(noShow) }).nullable(),
    lifted: z.array(z.object({ at: instant, by: z.string(), reason: z.string() }))
  });

/**
 * Where somebody stands with the policy at a moment. A block begins with the no-show that reaches the count, and the no-shows that
 * led to it count no further. It ends by itself, or when somebody lifts it, which clears the count. Instants UTC ms.
 * @param noShows in any order; those after `now` do not count
 * @param lifted when blocks were lifted
 */
export function noShowStanding<E extends NoShow>(
  policy: NoShowPolicy,
  noShows: readonly E[],
  lifted: readonly number[],
  now: number
): NoShowStanding<E> {
  if (policy.count === 0) return { counted: [], block: null };
  let counted: E[] = [];
  let block: NoShowStanding<E>['block'] = null;
  const lifts = [...lifted].filter((at) => at <= now).sort((a, b) => a - b);
  const wipe = (until: number) => {
    while (lifts.length > 0 && lifts[0]! <= until) {
      const at = lifts.shift()!;
      counted = counted.filter((event) => event.at > at);
      if (block !== null && block.from <= at) block = null;
    }
  };
  for (const event of noShows.filter((one) => one.at <= now).sort((a, b) => a.at - b.at)) {
    wipe(event.at);
    counted = [...counted.filter((one) => one.at > event.at - policy.windowDays * DAY_MS), event];
    if (counted.length < policy.count) continue;
    block = { from: event.at, until: event.at + policy.blockDays * DAY_MS, because: counted };
    counted = [];
  }
  wipe(now);
  counted = counted.filter((one) => one.at > now - policy.windowDays * DAY_MS);
  return { counted, block: block !== null && now < block.until ? block : null };
}
