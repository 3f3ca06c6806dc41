import { DEFAULT_SETTINGS, settings as schema, type Settings } from '../../../contract/core/station.ts';
import type { Command } from '../command.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';

/** The station's settings; missing and invalid ones have their defaults. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await stored(db, {});
  const text = JSON.stringify(rows);
  if (read?.text !== text) read = { text, settings: parsed(rows) };
  return { ...read.settings };
}

const stored = fixedQuery((db) => db.selectFrom('setting').selectAll());
/** Caches the rows last read, because every booking reads them and they hardly ever change. */
let read: { text: string; settings: Settings } | undefined;

function parsed(rows: readonly { key: string; value: string }[]): Settings {
  const values: Record<string, unknown> = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]));
  const result: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [key, field] of Object.entries(schema.shape)) {
    const value = field.safeParse(values[key]);
    if (value.success) result[key] = value.data;
  }
  return schema.parse(result);
}

export async function writeSettingsTx(cmd: Command, change: Partial<Settings>): Promise<void> {
  const before = await readSettings(cmd.tx);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) continue;
    await cmd.tx
      .insertInto('setting')
      .values({ key, value: JSON.stringify(value) })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(value) }))
      .execute();
  }
  cmd.audit({ entity: 'settings', before, after: { ...before, ...change } });
  cmd.changed('settings');
}
