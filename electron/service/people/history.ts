import type { HistoryLine } from '../../contract/people/history.ts';

/** Most lines of a history that are shown. */
export const HISTORY_LINES = 200;

/** A line of a history from the row it is kept in. @param row `params` as JSON; `name` of the person, if there is one */
export const historyLineOf = (row: {
  at: number;
  by: string;
  person_id: number | null;
  name: string | null;
  kind: string;
  params: string;
  reason: string;
}): HistoryLine => ({
  at: row.at,
  by: row.by,
  person: row.person_id === null ? null : { id: row.person_id, name: row.name ?? '' },
  kind: row.kind,
  params: JSON.parse(row.params) as HistoryLine['params'],
  reason: row.reason
});
