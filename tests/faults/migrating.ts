import Sqlite from 'better-sqlite3';
import { migrate } from '../../electron/service/db/migrate.ts';
import { applyPragmas } from '../../electron/service/db/pragmas.ts';
import { SCHEMA } from '../../electron/service/schema.ts';

// An upgrade that is killed when it begins its nth statement: `migrating <file> <n>`. Says how many there were if it
// comes to its end.

const [file, n] = process.argv.slice(2);
let counting = false;
let count = 0;
const sqlite = new Sqlite(file!, {
  verbose: () => {
    if (counting && (count += 1) === Number(n)) process.kill(process.pid, 'SIGKILL');
  }
});
applyPragmas(sqlite);
// So small that what is not committed yet goes into the log all the time.
sqlite.pragma('cache_size = 20');
counting = true;
migrate(sqlite, file!, SCHEMA);
console.log(count);
