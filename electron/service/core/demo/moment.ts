import { appendAuditTx, type Actor, type AuditFact } from '../audit/chain.ts';
import type { Command } from '../command.ts';

/**
 * Runs work inside a command as if it were another moment and another author: demonstration data are made by the very
 * functions that people use, so they can never be what those functions would not allow. What the work reports is written
 * to the audit at once, at its own moment. The story's clock is right, and nobody takes back what it did.
 */
export async function atMoment<R>(cmd: Command, now: number, actor: Actor, work: (cmd: Command) => Promise<R>): Promise<R> {
  const facts: AuditFact[] = [];
  const answer = await work({ ...cmd, now, actor, byClock: () => {}, audit: (fact) => facts.push({ action: 'demo.seed', ...fact }) });
  await appendAuditTx(cmd.tx, now, actor, facts);
  return answer;
}

/** A repeatable sequence of random numbers, 0 ≤ n < 1 (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
