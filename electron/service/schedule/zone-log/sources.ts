import type { ZoneMonths } from './read.ts';
import type { AliasableExpression } from 'kysely';
import type { CountedUse } from '../../../contract/schedule/zone-log.ts';
import { Extension } from '../../core/extension.ts';
import type { Db } from '../../db/schema.ts';
import type { Use } from './rollup.ts';

export interface UseFilter extends ZoneMonths {
  purposeId?: number | undefined;
}

/** The columns of a use from any table. */
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

/** A kind of uses in the zone log. */
export interface UseSource {
  /** The uses of a range of months. */
  query(db: Db, filter: UseFilter): AliasableExpression<UseColumns>;
  /** The contact of each use, by id; left out: the column has it. */
  contacts?(db: Db, ids: readonly number[]): Promise<Map<number, string>>;
  /** True: uses count their stored minutes. Otherwise they count as planned, because nobody records their early end. */
  keepsMinutes?: boolean;
  /** All uses from the records themselves, to check the monthly sums. */
  recount(db: Db): Promise<Use[]>;
}

/** All kinds of uses, in the order in which lists show uses of the same start. */
export const useSources = new Extension<UseSource>('use source');

export type UseKind = CountedUse['kind'];
