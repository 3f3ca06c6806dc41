import type { Selectable } from 'kysely';
import type { CallRow } from '../../../contract/people/calls.ts';
import type { Command } from '../../core/command.ts';
import { Extension } from '../../core/extension.ts';
import type { Db } from '../../db/schema.ts';
import type { CallTable } from './tables.ts';

export type CallRecord = Selectable<CallTable>;

/** The subject of a call in a row of the list. */
export type Described = Pick<CallRow, 'class' | 'project' | 'sessionFrom' | 'offerUntil'>;

/** An event of a call, for the history of its subject. */
export interface CallEvent {
  personId: number;
  kind: string;
  params: Record<string, string | number | null>;
  reason: string;
}

/** A subject of calls, such as a class or a project. */
export interface CallSubject {
  /** The column of `call` that names it. */
  column: 'class_id' | 'project_id';
  exists(db: Db, id: number): Promise<boolean>;
  /** Describes the subjects of these calls, by the call's id. */
  describe(db: Db, calls: readonly CallRecord[]): Promise<Map<number, Partial<Described>>>;
  /** Adds the event of a call to the subject's history. */
  recordTx(cmd: Command, call: CallRecord, event: CallEvent): Promise<void>;
}

export const callSubjects = new Extension<CallSubject>('subject of calls');

/** Describes the subjects of these calls, with one query of each area concerned. */
export async function describeCalls(db: Db, calls: readonly CallRecord[]): Promise<Map<number, Partial<Described>>> {
  const described = new Map<number, Partial<Described>>();
  for (const subject of callSubjects.all()) {
    const own = calls.filter((call) => call[subject.column] !== null);
    if (own.length > 0) for (const [id, text] of await subject.describe(db, own)) described.set(id, text);
  }
  return described;
}
