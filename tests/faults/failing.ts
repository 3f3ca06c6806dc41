import { cpSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { closeStation } from '../../electron/service/core/station/open.ts';
import { openTestStation } from '../fixtures/station.ts';
import { script, type Ground } from './script.ts';

// A service on a disk that fails, under shim.c: `failing <ground folder> <ground as JSON> <results> <first> <step> <errno>`.
// For n = first, first + step … the nth write or sync of a few commands fails once; then some more commands must work on
// the same connection. Each file is left in a folder of its own; one line of JSON says what was acknowledged and refused.

const [from, ground, results, first, step, errno] = process.argv.slice(2);
const folder = process.env['SHIM_FOLDER']!;
const COMMANDS = 10;
const AFTERWARDS = 4;

for (let n = Number(first); ; n += Number(step)) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  cpSync(from!, folder, { recursive: true });
  const t = await openTestStation({ dataFolder: folder });
  const head = await t.as('head');
  // The log is carried over every few commands, so that this fails too.
  t.station.sqlite.pragma('wal_autocheckpoint = 30');
  const control = openSync(join(folder, 'fail'), 'w');
  writeSync(control, `${n} ${errno}`);
  const acknowledged: string[] = [];
  const refused: string[] = [];
  const afterwards: string[] = [];
  let done = 0;
  for (const { commandId, run } of script(JSON.parse(ground!) as Ground, 1)) {
    if (done === COMMANDS) writeSync(control, '0 0');
    if (done === COMMANDS + AFTERWARDS) break;
    try {
      await run(head);
      acknowledged.push(commandId);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (!['CLASH', 'SERIES_CLASH', 'STALE', 'STEP_NOT_ALLOWED'].includes(code)) (done < COMMANDS ? refused : afterwards).push(code);
    }
    done += 1;
  }
  const failed = existsSync(join(folder, 'failed'));
  await closeStation(t.station);
  // So many operations there were not: every one has had its turn.
  if (!failed) break;
  const kept = join(results!, String(n));
  cpSync(folder, kept, { recursive: true });
  console.log(JSON.stringify({ n, folder: kept, acknowledged, refused, afterwards }));
}
