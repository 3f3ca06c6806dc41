import { existsSync } from 'node:fs';
import { verifyChain } from '../electron/service/core/audit/chain.ts';
import { openReadOnly } from '../electron/service/db/read.ts';

/**
 * `npm run audit:verify -- <station.db>`: walks the audit chain of a station file or of a copy, read-only.
 * Exit code 0: unbroken; 1: broken; 2: the file cannot be read.
 */
function main(file: string | undefined): number {
  if (!file || !existsSync(file)) {
    console.error('usage: npm run audit:verify -- <path of a station.db or of a backup>');
    return 2;
  }
  let sqlite: ReturnType<typeof openReadOnly>;
  try {
    sqlite = openReadOnly(file);
    sqlite.prepare('select 1 from audit limit 1').get();
  } catch (error) {
    console.error(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  try {
    const report = verifyChain(sqlite);
    if (report.ok) {
      console.log(`unbroken: ${report.rows} rows, last hash ${report.lastHash}`);
      return 0;
    }
    console.log(`BROKEN at row ${report.brokenAt}; the ${report.rows - 1} rows before it are unbroken`);
    return 1;
  } finally {
    sqlite.close();
  }
}

process.exitCode = main(process.argv[2]);
