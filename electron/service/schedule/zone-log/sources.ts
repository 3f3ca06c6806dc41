import type { ZoneMonths } from './read.ts';
import type { AliasableExpression } from 'kysely';
import type { CountedUse } from '../../../contract/schedule/zone-log.ts';
import { Extension } from '../../core/extension.ts';
import type { Db } from '../../db/schema.ts';
import type { Use } from './rollup.ts';

export interface UseFilter extends ZoneMonths {
  purposeId?: number | undefined;
}

/** The columns of a use, whatever tables it comes from. */
export interface UseColumns {
  id: number;
  record_id: number;
  number: string;
  zone_id: number;
  zone_name: string;
  zone_name_en: string;
  purpose_id: number;
  purpose_name: string;
  purpose_name_en: string;
  title: string;
  title_en: string;
  organisation: string;
  contact: string;
  from_at: number;
  to_at: number;
  expected: number;
  came: number;
  minutes: number;
}

/** Uses of zones of one kind, as the zone log counts them. */
export interface UseSource {
  /** The uses that count, in a range of months. */
  query(db: Db, filter: UseFilter): AliasableExpression<UseColumns>;
  /** Who stands as the contact of each, by id; left out: the column says it. */
  contacts?(db: Db, ids: readonly number[]): Promise<Map<number, string>>;
  /** True: uses count the minutes that were kept with them; else as they were planned, since nobody ends one early on record. */
  keepsMinutes?: boolean;
  /** All that counts, from the records themselves: what the monthly sums must equal. */
  recount(db: Db): Promise<Use[]>;
}

/** What the zone log counts, by kind, in the order in which uses of the same start are listed. */
export const useSources = new Extension<UseSource>('use source');

export type UseKind = CountedUse['kind'];
