export interface Migration {
  /** Monotonic, from 1 without a gap. Never change a migration that was released: add another. */
  version: number;
  name: string;
  /** Run in order, in one transaction with the version's own change. */
  statements: string[];
}
