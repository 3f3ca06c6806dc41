import Sqlite from 'better-sqlite3';

// Answers the page of floor.ts: the blocks of a week, or so many people.
const sqlite = new Sqlite(process.argv.at(-1) ?? '');
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
if (sqlite.pragma('synchronous', { simple: true }) !== 2) throw new Error('not FULL');
const week = sqlite.prepare(`select r.id, r.from_at, r.to_at, r.title, o.name as organisation from reservation r
  left join organisation o on o.id = r.organisation_id where r.zone_id = 1 and r.from_at >= ? and r.from_at < ? order by r.from_at limit 307`);
const people =
  sqlite.prepare(`select p.id, p.name, p.sex, p.document_number, p.mobile, o.name as organisation, p.trade, p.political_status as status
  from person p left join organisation o on o.id = p.organisation_id where p.merged_into is null order by p.name_sort, p.id limit ?`);

interface Asked {
  week?: [number, number];
  people?: number;
}
const answer = (asked: Asked) => (asked.week ? week.all(...asked.week) : people.all(asked.people));

interface Port {
  on(event: 'message', listener: (event: { data: Asked }) => void): void;
  postMessage(data: unknown): void;
  start(): void;
}
const parent = (process as unknown as { parentPort?: { on(event: 'message', listener: (event: { ports: Port[] }) => void): void } })
  .parentPort;
if (parent) {
  parent.on('message', ({ ports: [port] }) => {
    port?.on('message', ({ data }) => port.postMessage(answer(data)));
    port?.start();
  });
} else {
  process.on('message', (asked) => process.send?.(answer(asked as Asked)));
  process.on('disconnect', () => process.exit());
}
