import { createAccountTx, prepareAccount } from '../access/accounts.ts';
import { signInWithoutPassword } from '../access/sessions.ts';
import { command, systemCommand } from '../command.ts';
import { setUpParts } from './set-up.ts';
import { StationError } from '../errors.ts';
import { implementer } from '../implementer.ts';
import { listClockSteps, takeBackClockSteps } from './by-clock.ts';
import { doubtfulClock, trustClockTx } from './clock-doubt.ts';
import { confirmClock } from './confirm-clock.ts';
import { confirmRestored } from './restored.ts';
import { readSettings, writeSettingsTx } from './settings.ts';

const os = implementer.station;

export const station = os.router({
  status: os.status.handler(async ({ context }) => {
    const { db, clock, version, dataFolder, demo } = context.station;
    const account = await db.selectFrom('account').select('id').limit(1).executeTakeFirst();
    return { setUp: account !== undefined, settings: await readSettings(db), now: clock.now(), version, dataFolder, demo };
  }),
  setUp: os.setUp.handler(async ({ context, input }) => {
    const prepared = await prepareAccount(context.station, { ...input.head, roles: ['head'] });
    const { accountId } = await command(context, input, async (cmd) => {
      const existing = await cmd.tx.selectFrom('account').select('id').limit(1).executeTakeFirst();
      if (existing) throw new StationError('ALREADY_SET_UP', {});
      await writeSettingsTx(cmd, { language: input.language, stationName: input.stationName });
      for (const part of setUpParts.all()) await part(cmd, input);
      return { accountId: await createAccountTx(cmd, prepared) };
    });
    if (input.demonstration) await (await import('../demo/demo.ts')).seedDemoData(context.station);
    await systemCommand(context.station, 'station.setUp', (cmd) => trustClockTx(cmd.tx, cmd.now));
    return signInWithoutPassword(context.station, accountId, context);
  }),
  warnings: os.warnings.handler(async ({ context }) => ({ ...context.station.warnings, clock: await doubtfulClock(context.station) })),
  confirmClock: os.confirmClock.handler(({ context, input }) => confirmClock(context, input)),
  clockSteps: os.clockSteps.handler(({ context, input }) => listClockSteps(context.station.db, input)),
  takeBackClockSteps: os.takeBackClockSteps.handler(({ context, input }) => takeBackClockSteps(context, input)),
  confirmRestored: os.confirmRestored.handler(async ({ context, input }) => {
    await confirmRestored(context, input);
    return {};
  }),
  changeSettings: os.changeSettings.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await writeSettingsTx(cmd, input.settings);
      return {};
    })
  ),
  changes: os.changes.handler(({ context, signal }) => context.station.changes.subscribe(signal))
});
