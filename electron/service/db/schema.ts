import type { Kysely, Transaction } from 'kysely';

/**
 * Every table of the station file for Kysely. Each leaf adds its own with `declare module` in its tables.ts, so that db/ knows no area.
 * A test compares these types with a migrated file.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the areas
export interface StationDatabase {}

/** The station's database, or a transaction of it. */
export type Db = Kysely<StationDatabase>;

/** A transaction of the station's database. */
export type Tx = Transaction<StationDatabase>;
