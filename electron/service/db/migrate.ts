import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { copyVerified } from './copy.ts';
import { differences, digestTables } from './digest.ts';
import { APPLICATION_ID } from './inspect.ts';
import { versionsOf, type Migration, type Schema } from './migrations.ts';
import { OpenError } from './open-error.ts';
import { dropTriggers, rebuildTable } from './rebuild.ts';

/**
 * Makes the schema of a new file, or upgrades an older file to the latest version, each step in one transaction. An older file is first
 * copied beside itself. `inspect` must have accepted the file, so its version is 0 or one of `versionsOf`.
 * @param onLongWork called before an upgrade, which may take minutes
 * @throws OpenError MIGRATION_FAILED, after undoing the whole failed step
 */
export function migrate(sqlite: SqliteDatabase, file: string, schema: Schema, onLongWork?: () => void): void {
  const from = Number(sqlite.pragma('user_version', { simple: true }));
  if (from === versionsOf(schema).latest) return;
  const { baseline } = schema;
  if (from > 0) {
    onLongWork?.();
    copyBeforeMigration(sqlite, file, from);
  } else {
    step(sqlite, file, { version: baseline.version, name: 'new file', statements: baseline.statements }, () => {
      sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    });
  }
  const at = from > 0 ? from : baseline.version;
  for (const migration of schema.migrations.filter(({ version }) => version > at)) step(sqlite, file, migration);
}

/** Runs one step and sets the new version in the same transaction. */
function step(sqlite: SqliteDatabase, file: string, migration: Migration, more?: () => void): void {
  const isRebuild = migration.rebuild !== undefined;
  try {
    // Inside a transaction both pragmas would do nothing.
    if (isRebuild) sqlite.exec('pragma foreign_keys = off; pragma legacy_alter_table = on');
    sqlite.exec('begin immediate');
    change(sqlite, migration);
    more?.();
    const broken = sqlite.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`migration ${migration.version} leaves ${broken.length} rows without their parent`);
    sqlite.pragma(`user_version = ${migration.version}`);
    sqlite.exec('commit');
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('rollback');
    if (error instanceof Error && 'code' in error && String(error.code) !== 'SQLITE_ERROR') throw error;
    throw new OpenError('MIGRATION_FAILED', file, `migration ${migration.version} (${migration.name}): ${String(error)}`);
  } finally {
    if (isRebuild) sqlite.exec('pragma foreign_keys = on; pragma legacy_alter_table = off');
  }
}

function change(sqlite: SqliteDatabase, { triggers, rebuild, statements }: Migration): void {
  const before = rebuild && digestTables(sqlite);
  if (triggers) dropTriggers(sqlite);
  for (const create of rebuild ?? []) rebuildTable(sqlite, create);
  for (const trigger of triggers ?? []) sqlite.exec(trigger);
  if (before) {
    const lost = differences(before, digestTables(sqlite, before));
    if (lost.length > 0) throw new Error(`rows of ${lost.join(', ')} are not what they were`);
  }
  for (const statement of statements ?? []) sqlite.exec(statement);
}

/**
 * Makes a verified copy beside the file. It replaces a copy of the same name, which may come from an earlier upgrade of a file restored
 * since.
 */
function copyBeforeMigration(sqlite: SqliteDatabase, file: string, from: number): void {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true });
  copyVerified(sqlite, join(folder, `before-version-${from + 1}.db`), { replace: true });
}
