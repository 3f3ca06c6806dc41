import { Extension } from '../../core/extension.ts';
import type { TimelineEntry } from '../../../contract/people/people.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';

/** Answers the newest `limit` entries of a person before an instant (UTC ms, excluded). */
export type TimelineSource = (db: Db, personId: number, before: number, limit: number) => Promise<TimelineEntry[]>;

/** All sources of the time line, one or more for each area. */
export const timelineSources = new Extension<TimelineSource>('time line source');

/** The time line of a person, newest first. @param before UTC ms, excluded @throws StationError NOT_FOUND */
export async function timelineOf(db: Db, id: number, before: number, limit: number): Promise<TimelineEntry[]> {
  found(await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst(), 'person', id);
  const entries: TimelineEntry[] = [];
  for (const source of timelineSources.all()) entries.push(...(await source(db, id, before, limit)));
  return entries
    .filter((entry) => entry.at < before)
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
}

/** Entries of the record itself: its making, consent, and merged records. */
export async function ownEntries(db: Db, id: number): Promise<TimelineEntry[]> {
  const columns = ['id', 'name', 'created_at', 'consent_at', 'consent_how', 'merged_at'] as const;
  const own = await db.selectFrom('person').select(columns).where('id', '=', id).execute();
  const merged = await db.selectFrom('person').select(columns).where('merged_into', '=', id).execute();
  const entry = (at: number, kind: string, params: TimelineEntry['params'], recordId: number | null = null): TimelineEntry => ({
    at,
    area: 'people',
    kind,
    params,
    recordId
  });
  return [...own, ...merged].flatMap((row) => [
    entry(row.created_at, 'registered', { name: row.name }),
    ...(row.consent_at === null ? [] : [entry(row.consent_at, 'consent', { how: row.consent_how })]),
    ...(row.merged_at === null || row.id === id ? [] : [entry(row.merged_at, 'merged', { name: row.name }, row.id)])
  ]);
}
