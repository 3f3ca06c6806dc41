import type { Selectable } from 'kysely';
import type { CallRow } from '../../../contract/people/calls.ts';
import type { Command } from '../../core/command.ts';
import { Extension } from '../../core/extension.ts';
import type { Db } from '../../db/schema.ts';
import type { CallTable } from './tables.ts';

export type CallRecord = Selectable<CallTable>;

/** What a row of the list says of the subject of a call. */
export type Described = Pick<CallRow, 'class' | 'project' | 'sessionFrom' | 'offerUntil'>;

/** What happened to a call, for the history of its subject. */
export interface CallEvent {
  personId: number;
  kind: string;
  params: Record<string, string | number | null>;
  reason: string;
}

/** What people are called about: a class, a project. */
export interface CallSubject {
  /** The column of `call` that names it. */
  column: 'class_id' | 'project_id';
  exists(db: Db, id: number): Promise<boolean>;
  /** What some calls are about, by the call's id. */
  describe(db: Db, calls: readonly CallRecord[]): Promise<Map<number, Partial<Described>>>;
  /** Writes how a call went into the subject's history. */
  recordTx(cmd: Command, call: CallRecord, event: CallEvent): Promise<void>;
}

export const callSubjects = new Extension<CallSubject>('subject of calls');

/** What some calls are about: one question to each area concerned. */
export async function describeCalls(db: Db, calls: readonly CallRecord[]): Promise<Map<number, Partial<Described>>> {
  const described = new Map<number, Partial<Described>>();
  for (const subject of callSubjects.all()) {
    const own = calls.filter((call) => call[subject.column] !== null);
    if (own.length > 0) for (const [id, text] of await subject.describe(db, own)) described.set(id, text);
  }
  return described;
}
