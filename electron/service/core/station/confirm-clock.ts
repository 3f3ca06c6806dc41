import { headConfirms } from '../../../contract/core/clock.ts';
import { allows } from '../../../contract/core/permissions.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { settleTx } from '../due.ts';
import { StationError } from '../errors.ts';
import { clockRecord, trustClockTx } from './clock-doubt.ts';

/** @throws StationError INVALID (`date`, `other`) when the clock shows another date by now; FORBIDDEN where it takes the head */
export function confirmClock(context: Context, input: { commandId: string; date: string }): Promise<Record<string, never>> {
  return command(context, input, async (cmd) => {
    if (dateOf(cmd.now) !== input.date) throw new StationError('INVALID', { field: 'date', reason: 'other' });
    const record = await clockRecord(cmd.tx);
    const permission = 'settings.manage';
    if (record !== null && headConfirms(cmd.now, record) && !allows(context.session.operator?.roles ?? [], permission)) {
      throw new StationError('FORBIDDEN', { permission });
    }
    await trustClockTx(cmd.tx, cmd.now);
    cmd.audit({ entity: 'station', before: { at: record?.confirmedAt ?? null }, after: { at: cmd.now } });
    // What waited for this falls due at once, and windows show it.
    await settleTx(cmd, 'all');
    cmd.changed('warnings');
    return {};
  });
}
