import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openTestStation } from '../fixtures/station.ts';
import { script, type Ground } from './script.ts';

// A service that works until it is killed, or for so many commands: `child <data folder> <seed> <ground as JSON> [<commands>]`.
// After each command whose answer has come it writes the command's id to its standard output, which somebody else keeps;
// with FAULTS_ACKS also to the file `acks` in the folder, where the shim sees it in order with everything else.

const [folder, seed, ground, count] = process.argv.slice(2);
const acks = process.env['FAULTS_ACKS'] ? openSync(join(folder!, 'acks'), 'a') : null;
const t = await openTestStation({ dataFolder: folder! });
const head = await t.as('head');
// A mistake on purpose, as the control of the power cuts.
if (process.env['FAULTS_SYNCHRONOUS']) t.station.sqlite.pragma(`synchronous = ${process.env['FAULTS_SYNCHRONOUS']}`);
writeSync(1, 'ready\n');
let left = Number(count ?? Infinity);
for (const step of script(JSON.parse(ground!) as Ground, Number(seed))) {
  if ((left -= 1) < 0) break;
  try {
    await step.run(head);
    if (acks !== null) writeSync(acks, `${step.commandId}\n`);
    writeSync(1, `${step.commandId}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['CLASH', 'SERIES_CLASH', 'STALE', 'STEP_NOT_ALLOWED'].includes(code)) {
      writeSync(1, `unexpected: ${code} ${String(error)}\n`);
      process.exit(1);
    }
  }
}
process.exit(0);
