import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/service/db/open.ts';
import { SCHEMA } from '../../electron/service/schema.ts';
import { bundle } from './build.ts';
import { expectWhole, makeGround } from './ground.ts';
import { faultsIn, randomFrom, type Ground } from './script.ts';
import { buildShim } from './shim.ts';

// R2: the power fails at a random moment. A shim logs every write and sync of the file, its log and the acknowledgements in order.
// Afterwards the disk is rebuilt as a cut may leave it: synced writes are there; every other write is there, missing or torn. No
// acknowledged command may be lost, none may be half done, and the file must be sound.

const CUTS = Number(process.env['FAULTS_CUTS'] ?? 200);
const COMMANDS = 260;
const shim = buildShim();
if ('reason' in shim) console.warn(`power cuts are not tested: ${shim.reason}`);

const FILES = ['station.db', 'station.db-wal', 'acks'] as const;
const [WRITE, TRUNCATE, SYNC, UNLINK] = [1, 2, 3, 4];

interface Operation {
  kind: number;
  file: number;
  offset: number;
  data: Buffer;
}

function readLog(path: string): Operation[] {
  const log = readFileSync(path);
  const operations: Operation[] = [];
  for (let at = 0; at < log.length;) {
    const kind = log.readUInt8(at);
    const length = log.readUInt32LE(at + 4);
    const data = kind === WRITE ? log.subarray(at + 16, at + 16 + length) : Buffer.alloc(0);
    operations.push({ kind, file: log.readUInt8(at + 1), offset: Number(log.readBigUInt64LE(at + 8)), data });
    at += 16 + (kind === WRITE ? length : 0);
  }
  return operations;
}

/** The content of a file, changed in place, because a recording has thousands of writes to files of megabytes. */
class Content {
  exists: boolean;
  private bytes: Buffer;
  private length: number;

  constructor(bytes: Buffer | null) {
    this.exists = bytes !== null;
    this.bytes = Buffer.from(bytes ?? []);
    this.length = this.bytes.length;
  }

  copy(): Content {
    return new Content(this.get());
  }

  get(): Buffer | null {
    return this.exists ? this.bytes.subarray(0, this.length) : null;
  }

  apply({ kind, offset, data }: Operation): void {
    this.exists = kind !== UNLINK;
    if (kind === UNLINK) this.length = 0;
    else if (kind === TRUNCATE) this.resize(offset);
    else {
      if (offset + data.length > this.length) this.resize(offset + data.length);
      data.copy(this.bytes, offset);
    }
  }

  private resize(length: number): void {
    if (length > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(length * 2 - this.bytes.length)]);
    if (length > this.length) this.bytes.fill(0, this.length, length);
    this.length = length;
  }
}

/** A write cut off in the middle: its first sectors arrived. */
function torn(operation: Operation, random: () => number): Operation {
  const sectors = Math.ceil(operation.data.length / 512);
  return { ...operation, data: operation.data.subarray(0, 512 * Math.floor(random() * sectors)) };
}

interface Recording {
  start: (Buffer | null)[];
  operations: Operation[];
}

/** Lets a service work under the shim. */
function record(program: string, from: string, ground: Ground, synchronous?: string): Recording {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'station-cut-')));
  const log = `${folder}.log`;
  try {
    cpSync(from, folder, { recursive: true });
    const start = FILES.map((name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : null));
    const done = spawnSync(process.execPath, [program, folder, '1', JSON.stringify(ground), String(COMMANDS)], {
      encoding: 'utf8',
      env: {
        ...process.env,
        LD_PRELOAD: 'library' in shim ? shim.library : '',
        SHIM_FOLDER: folder,
        SHIM_LOG: log,
        FAULTS_ACKS: '1',
        ...(synchronous ? { FAULTS_SYNCHRONOUS: synchronous } : {})
      }
    });
    expect(done.status, done.stdout.slice(-300) + done.stderr).toBe(0);
    return { start, operations: readLog(log) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(log, { force: true });
  }
}

/** The disk after a cut before each of the given operations, in ascending order. */
function* cuts(
  { start, operations }: Recording,
  moments: number[],
  random: () => number
): Generator<{ disk: (Buffer | null)[]; acknowledged: string[] }> {
  // The content that is certainly on the disk, and the later operations that may be.
  const certain = start.map((bytes) => new Content(bytes));
  const pending: Operation[][] = FILES.map(() => []);
  const acknowledged: string[] = [];
  let at = 0;
  for (const moment of moments) {
    for (; at < moment; at += 1) {
      const operation = operations[at]!;
      if (FILES[operation.file] === 'acks') acknowledged.push(operation.data.toString().trim());
      else if (operation.kind === SYNC) for (const done of pending[operation.file]!.splice(0)) certain[operation.file]!.apply(done);
      else pending[operation.file]!.push(operation);
    }
    const disk = certain.map((content, file) => {
      const left = content.copy();
      for (const operation of pending[file]!) {
        const fate = random();
        if (fate < 0.4) continue;
        left.apply(fate < 0.6 && operation.kind === WRITE ? torn(operation, random) : operation);
      }
      return left.get();
    });
    yield { disk, acknowledged };
  }
}

describe.skipIf('reason' in shim)('a power cut', () => {
  let ground: Awaited<ReturnType<typeof makeGround>>;
  let program: string;
  beforeAll(async () => {
    ground = await makeGround();
    program = await bundle('child');
  });
  afterAll(() => rmSync(ground.folder, { recursive: true, force: true }));

  const moments = (count: number, operations: number, random: () => number) =>
    Array.from({ length: count }, () => Math.floor(random() * operations)).sort((a, b) => a - b);

  function putDown(disk: (Buffer | null)[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'station-cut-'));
    mkdirSync(folder, { recursive: true });
    disk.forEach((content, file) => content && FILES[file] !== 'acks' && writeFileSync(join(folder, FILES[file]!), content));
    return folder;
  }

  it(`loses nothing that was acknowledged, at ${CUTS} moments`, async () => {
    const recording = record(program, ground.folder, ground.ground);
    const syncs = recording.operations.filter((operation) => operation.kind === SYNC);
    // The recording holds what it must: commands, and the log being carried into the file several times.
    expect(syncs.filter((operation) => FILES[operation.file] === 'station.db').length).toBeGreaterThan(1);
    expect(syncs.filter((operation) => FILES[operation.file] === 'station.db-wal').length).toBeGreaterThan(COMMANDS / 2);
    const random = randomFrom(2);
    let most = 0;
    for (const { disk, acknowledged } of cuts(recording, moments(CUTS, recording.operations.length, random), random)) {
      const folder = putDown(disk);
      await expectWhole(folder, acknowledged);
      rmSync(folder, { recursive: true, force: true });
      most = acknowledged.length;
    }
    expect(most).toBeGreaterThan(COMMANDS / 2);
  });

  it('with synchronous NORMAL does lose it: this test would notice', () => {
    const recording = record(program, ground.folder, ground.ground, 'NORMAL');
    const random = randomFrom(3);
    let lossy = 0;
    for (const { disk, acknowledged } of cuts(recording, moments(20, recording.operations.length, random), random)) {
      const folder = putDown(disk);
      const open = openDatabase(join(folder, 'station.db'), SCHEMA);
      const faults = faultsIn(open.sqlite, acknowledged);
      if (faults.some((fault) => fault.startsWith('acknowledged, and lost'))) lossy += 1;
      expect(open.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      open.sqlite.close();
      rmSync(folder, { recursive: true, force: true });
    }
    expect(lossy).toBeGreaterThan(10);
  });
});
