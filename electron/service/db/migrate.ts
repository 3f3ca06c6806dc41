import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { copyVerified } from './copy.ts';
import { APPLICATION_ID } from './inspect.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { OpenError } from './open-error.ts';

/** Runs what is missing, each migration in one transaction; an existing file is copied beside itself first. */
export function migrate(
  sqlite: SqliteDatabase,
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
  onLongWork?: () => void
): void {
  const from = Number(sqlite.pragma('user_version', { simple: true }));
  if (from === migrations.length) return;
  if (from > 0) {
    onLongWork?.();
    copyBeforeMigration(sqlite, file, from);
  }
  for (const migration of migrations.slice(from)) {
    sqlite.exec('begin immediate');
    try {
      for (const statement of migration.statements) sqlite.exec(statement);
      if (migration.version === 1) sqlite.pragma(`application_id = ${APPLICATION_ID}`);
      const broken = sqlite.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`migration ${migration.version} leaves ${broken.length} rows without their parent`);
      sqlite.pragma(`user_version = ${migration.version}`);
      sqlite.exec('commit');
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('rollback');
      if (error instanceof Error && 'code' in error && String(error.code) !== 'SQLITE_ERROR') throw error;
      throw new OpenError('MIGRATION_FAILED', file, `migration ${migration.version} (${migration.name}): ${String(error)}`);
    }
  }
}

/**
 * A verified copy beside the file. An older one of the same name is replaced: it may be of an earlier upgrade of a file
 * that was since restored.
 */
function copyBeforeMigration(sqlite: SqliteDatabase, file: string, from: number): void {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true });
  copyVerified(sqlite, join(folder, `before-version-${from + 1}.db`), { replace: true });
}
