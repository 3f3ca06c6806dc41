/** How the schema of a file comes into being and changes: README.md beside this. */

/** What a new file is made of, at once. */
export interface Baseline {
  /** The version that a new file has. */
  version: number;
  /** Tables, indexes, guards and first rows, in this order of the areas. Never changed once it was released. */
  statements: readonly string[];
}

/** One step from a version to the next. */
export interface Migration {
  /** Monotonic, without a gap. Never change a migration that was released: add another. */
  version: number;
  name: string;
  /** All triggers of the file are replaced by these. */
  triggers?: readonly string[];
  /** The `create table` of tables to be made anew; each keeps its rows, indexes and triggers, and may get columns. */
  rebuild?: readonly string[];
  /** Run in order, after all of the above and in the same transaction. */
  statements?: readonly string[];
}

export interface Schema {
  baseline: Baseline;
  /** In order. Those up to the baseline's version upgrade older files; those after it follow on the baseline as well. */
  migrations: readonly Migration[];
}

/** The versions of files that are opened: the oldest that can be upgraded, and the one that this program writes. */
export interface Versions {
  oldest: number;
  latest: number;
}

export function versionsOf({ baseline, migrations }: Schema): Versions {
  const numbers = migrations.map(({ version }) => version);
  return { oldest: Math.min(baseline.version, ...numbers.map((n) => n - 1)), latest: Math.max(baseline.version, ...numbers) };
}

const isKind = (kind: 'table' | 'trigger') => (statement: string) => statement.startsWith(`create ${kind} `);

/**
 * Brings a file of the version before the baseline to the baseline: tables are made anew where their text differs, and all
 * guards are replaced.
 */
export const toBaseline = ({ version, statements }: Baseline): Migration => ({
  version,
  name: 'baseline',
  triggers: statements.filter(isKind('trigger')),
  rebuild: statements.filter(isKind('table'))
});
