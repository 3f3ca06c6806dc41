import type { Kysely } from 'kysely';
import { DEFAULT_SETTINGS, settings as schema, type Settings } from '../../contract/station.ts';
import type { Command } from '../command.ts';
import type { StationDatabase } from '../db/schema.ts';

/** The station's settings; what is missing or no longer valid has its default. */
export async function readSettings(db: Kysely<StationDatabase>): Promise<Settings> {
  const rows = await db.selectFrom('setting').selectAll().execute();
  const stored: Record<string, unknown> = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]));
  const result: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [key, field] of Object.entries(schema.shape)) {
    const parsed = field.safeParse(stored[key]);
    if (parsed.success) result[key] = parsed.data;
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
