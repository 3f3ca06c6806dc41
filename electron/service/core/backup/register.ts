import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BackupFile } from '../../../contract/core/backup.ts';
import { instant } from '../../../contract/core/base.ts';
import { lastRecorded } from '../../db/access-in.ts';
import { writeWhole } from '../files/files.ts';

/**
 * The register of the copies in a folder: in which order they were made. Names and times of files come from the clock, which
 * may be wrong when a copy is made; the order does not.
 */

const FILE = 'register.json';
const NAME = /^station-\d{8}-\d{4}(-\d+)?\.db$/;

const entry = z.object({
  name: z.string().regex(NAME),
  /** Grows with every copy. */
  order: z.number().int().positive(),
  /** What the clock showed, UTC ms. */
  at: instant
});
type Entry = z.infer<typeof entry>;

/** A register that cannot be read is none: the copies themselves are what counts. */
function readRegister(folder: string): Entry[] {
  try {
    return z.array(entry).parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
  } catch {
    return [];
  }
}

/** The copies in a folder, the one made last first. Copies that no register names are older than those it does, by what is recorded in them. */
export function copiesIn(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  const known = new Map(readRegister(folder).map((one) => [one.name, one]));
  const rank = ({ name }: { name: string }): [order: number, recorded: number] => {
    const order = known.get(name)?.order;
    return order === undefined ? [0, lastRecorded(join(folder, name)) ?? 0] : [order, 0];
  };
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .map((name) => {
      const { mtimeMs, size } = statSync(join(folder, name));
      return { name, at: known.get(name)?.at ?? Math.round(mtimeMs), bytes: size };
    })
    .map((copy) => ({ copy, rank: rank(copy) }))
    .sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1] || b.copy.at - a.copy.at || (a.copy.name < b.copy.name ? 1 : -1))
    .map(({ copy }) => copy);
}

/** Enters a copy that was just made, as the newest; forgets those whose files are gone. @param at what the clock shows, UTC ms */
export function enterCopy(folder: string, name: string, at: number): void {
  const before = copiesIn(folder).filter((copy) => copy.name !== name);
  const known = readRegister(folder);
  const last = Math.max(0, ...known.map((one) => one.order));
  // Those that no register named get their places below all that it does.
  const listed = before.reverse().map((copy, i): Entry => ({ name: copy.name, order: i + 1, at: copy.at }));
  const entries = [...listed, { name, order: Math.max(last, listed.length) + 1, at }];
  writeWhole(join(folder, FILE), Buffer.from(`${JSON.stringify(entries, null, 1)}\n`));
}
