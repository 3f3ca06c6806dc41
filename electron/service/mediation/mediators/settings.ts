import { DEFAULT_MEDIATION_SETTINGS, mediationSettings, type MediationSettings } from '../../../contract/mediation/mediators.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import type { Db } from '../../db/schema.ts';

/** Key of the row with the settings of the committee. */
const KEY = 'mediation';

/** The settings of mediation; missing and invalid ones have their defaults. */
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

/** Changes the settings of mediation. @throws StationError INVALID (a future date, filed before it was set up) */
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
