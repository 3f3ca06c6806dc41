import type { PersonColumns, PersonRecord } from '../persons.ts';
import type { Place } from './places.ts';

/** What will be done with a row. `columns` holds what is written: all of a new record, the changed part of a known one. */
export type RowPlan =
  | { kind: 'new'; row: number; columns: PersonColumns; place: Place | null; alike: number | null }
  | { kind: 'update'; row: number; person: PersonRecord; columns: Partial<PersonColumns>; place: Place | null }
  | { kind: 'unchanged' | 'skipped' | 'bad' | 'left'; row: number };
