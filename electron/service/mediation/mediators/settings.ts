import { DEFAULT_MEDIATION_SETTINGS, mediationSettings, type MediationSettings } from '../../../contract/mediation/mediators.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import type { Db } from '../../db/schema.ts';

/** One row of the settings: what the station is as a committee. */
const KEY = 'mediation';

/** What the station decided for its mediation; what is missing or no longer valid has its default. */
export async function readMediationSettings(db: Db): Promise<MediationSettings> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  const stored = row ? (JSON.parse(row.value) as Record<string, unknown>) : {};
  const result: Record<string, unknown> = { ...DEFAULT_MEDIATION_SETTINGS };
  for (const [key, field] of Object.entries(mediationSettings.shape)) {
    const parsed = field.safeParse(stored[key]);
    if (parsed.success) result[key] = parsed.data;
  }
  return mediationSettings.parse(result);
}

/** @throws StationError INVALID (a date to come, filed before it was set up) */
export async function writeMediationSettingsTx(cmd: Command, change: Partial<MediationSettings>): Promise<void> {
  const before = await readMediationSettings(cmd.tx);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const { foundedOn, filedOn } = { ...before, ...given };
  const today = dateOf(cmd.now);
  for (const [field, on] of Object.entries({ foundedOn, filedOn }))
    if (on !== null && on > today) throw new StationError('INVALID', { field, reason: 'future' });
  if (filedOn !== null && foundedOn !== null && filedOn < foundedOn)
    throw new StationError('INVALID', { field: 'filedOn', reason: 'order' });
  const value = JSON.stringify({ ...before, ...given });
  await cmd.tx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
  cmd.audit({ entity: 'settings', before, after: { ...before, ...given } });
  cmd.changed('mediators', 'cases');
}
