import { cursorOf, readCursor } from '../../db/keyset.ts';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import type { CountedUse } from '../../../contract/schedule/zone-log.ts';
import { COUNT_CAP, cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { useSources, type UseColumns, type UseFilter, type UseKind } from './sources.ts';

/** The uses of one kind, in no order. */
const usesOf = (db: Db, kind: UseKind, filter: UseFilter) => db.selectFrom(useSources.get(kind).query(db, filter).as('used'));

const kinds = () => useSources.entries().map(([kind]) => kind as UseKind);

async function toUses(db: Db, kind: UseKind, rows: readonly UseColumns[]): Promise<CountedUse[]> {
  const source = useSources.get(kind);
  const contacts = await source.contacts?.(
    db,
    rows.map((row) => row.id)
  );
  return rows.map((row) => ({
    kind,
    id: row.id,
    recordId: row.record_id,
    number: row.number,
    zone: { id: row.zone_id, name: row.zone_name, nameEn: row.zone_name_en },
    purpose: { id: row.purpose_id, name: row.purpose_name, nameEn: row.purpose_name_en },
    title: row.title,
    titleEn: row.title_en,
    organisation: row.organisation,
    contact: contacts ? (contacts.get(row.id) ?? '') : row.contact,
    from: row.from_at,
    to: row.to_at,
    expected: row.expected,
    headcount: row.came,
    minutes: source.keepsMinutes ? row.minutes : Math.floor((row.to_at - row.from_at) / MINUTE_MS)
  }));
}

interface Place {
  at: number;
  kind: number;
  id: number;
}
function placeOf(cursor: string): Place {
  const [at, kind, id] = readCursor(cursor, ['number', 'number', 'number']) as [number, number, number];
  return { at, kind, id };
}

/**
 * A page of the uses of all kinds, newest first; at the same start by kind, then by id.
 * @throws StationError INVALID for a cursor of another list
 */
export async function pageOfUses(db: Db, filter: UseFilter & { after?: string | undefined; limit: number }) {
  const after = filter.after === undefined ? null : placeOf(filter.after);
  const found: CountedUse[] = [];
  let count = 0;
  let capped = false;
  for (const [order, kind] of kinds().entries()) {
    let page = usesOf(db, kind, filter);
    if (after) {
      page = page.where('used.from_at', '<=', after.at).where((eb) => {
        const earlier = eb('used.from_at', '<', after.at);
        if (order < after.kind) return earlier;
        return order > after.kind ? eb('used.from_at', '<=', after.at) : eb.or([earlier, eb('used.id', '<', after.id)]);
      });
    } else {
      const total = await cappedCount(db, usesOf(db, kind, filter).select('used.id'));
      count += total.count;
      capped ||= total.capped;
    }
    const rows = await page
      .selectAll('used')
      .orderBy('used.from_at', 'desc')
      .orderBy('used.id', 'desc')
      .limit(filter.limit + 1)
      .execute();
    found.push(...(await toUses(db, kind, rows)));
  }
  const order = (use: CountedUse) => kinds().indexOf(use.kind);
  found.sort((a, b) => b.from - a.from || order(a) - order(b) || b.id - a.id);
  const rows = found.slice(0, filter.limit);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > filter.limit && last ? cursorOf([last.from, order(last), last.id]) : null,
    total: after ? null : { count: Math.min(count, COUNT_CAP), capped: capped || count > COUNT_CAP }
  };
}

const AT_ONCE = 1000;

/** The uses of all kinds, oldest first, at most `most`. @param check called from time to time; throws to stop */
export async function allUses(db: Db, filter: UseFilter, most: number, check: () => void): Promise<CountedUse[]> {
  const found: CountedUse[] = [];
  for (const kind of kinds()) {
    let part: UseColumns[] = [];
    const take = async () => {
      found.push(...(await toUses(db, kind, part)));
      part = [];
      check();
    };
    const rows = await usesOf(db, kind, filter).selectAll('used').orderBy('used.from_at').orderBy('used.id').limit(most).execute();
    for (const row of rows) {
      part.push(row);
      if (part.length === AT_ONCE) await take();
    }
    await take();
  }
  return found.sort((a, b) => a.from - b.from).slice(0, most);
}
