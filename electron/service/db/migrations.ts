/** The shapes of baseline and migrations; README.md in this folder explains them. */

/** The statements that make a new file at once. */
export interface Baseline {
  /** The version that a new file has. */
  version: number;
  /** Tables, indexes, guards and first rows, area by area. Never change them after a release. */
  statements: readonly string[];
}

/** One step from a version to the next. */
export interface Migration {
  /** Rises by one. Never change a released migration; add another one. */
  version: number;
  name: string;
  /** Replaces all triggers of the file. */
  triggers?: readonly string[];
  /** The `create table` of tables to rebuild; each keeps its rows, indexes and triggers, and may get columns. */
  rebuild?: readonly string[];
  /** Statements that run last, in order, in the same transaction. */
  statements?: readonly string[];
}

export interface Schema {
  baseline: Baseline;
  /** In order. Those up to the baseline's version upgrade older files; later ones also run on a new file. */
  migrations: readonly Migration[];
}

/** The oldest version that can be upgraded, and the version that this program writes. */
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
 * The migration from the version before the baseline to the baseline: it rebuilds tables whose text differs and replaces all guards.
 */
export const toBaseline = ({ version, statements }: Baseline): Migration => ({
  version,
  name: 'baseline',
  triggers: statements.filter(isKind('trigger')),
  rebuild: statements.filter(isKind('table'))
});
