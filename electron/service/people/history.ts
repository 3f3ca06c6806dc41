import type { HistoryLine } from '../../contract/people/history.ts';
import type { Command } from '../core/command.ts';

/** Most lines of a history that are shown. */
export const HISTORY_LINES = 200;

/** An event as its area reports it. */
export interface HistoryEvent {
  personId?: number | null;
  kind: string;
  params?: HistoryLine['params'];
  reason?: string;
}

/** The columns that every history keeps of an event; time and actor are those of the command. */
export const historyRow = (cmd: Command, event: HistoryEvent) => ({
  person_id: event.personId ?? null,
  at: cmd.now,
  by: cmd.actor.name,
  kind: event.kind,
  params: JSON.stringify(event.params ?? {}),
  reason: event.reason ?? ''
});

/** A line of a history from its row. @param row `params` is JSON, `name` is the person's */
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
