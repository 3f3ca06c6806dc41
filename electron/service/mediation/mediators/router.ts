import { numberTemplateProblem } from '../../../contract/mediation/case-types.ts';
import { colourOf, daysBetween } from '../../../contract/mediation/case-clocks.ts';
import { filingLimit } from '../../../contract/mediation/mediators.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { sealOf } from '../../core/vault/seal.ts';
import { readClocks } from '../cases/clocks.ts';
import { nextNumber } from '../cases/steps.ts';
import { command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { implementer } from '../../core/implementer.ts';
import { listMediators, mediatorAccounts, readTies, saveMediatorTx, setTiesTx } from './register.ts';
import { readMediationSettings, writeMediationSettingsTx } from './settings.ts';

const os = implementer.mediators;

export const mediators = os.router({
  list: os.list.handler(({ context, input }) => listMediators(context.station.db, context.station.clock.now(), input)),
  save: os.save.handler(({ context, input }) => command(context, input, (cmd) => saveMediatorTx(cmd, input))),
  accounts: os.accounts.handler(({ context }) => mediatorAccounts(context.station.db)),
  ties: os.ties.handler(({ context, input }) => readTies(context.station.db, sealOf(context, 'mediation'), input.personId)),
  setTies: os.setTies.handler(({ context, input }) => {
    const seal = sealOf(context, 'mediation');
    return command(context, input, (cmd) => setTiesTx(cmd, seal, input));
  }),
  settings: os.settings.handler(({ context }) => readMediationSettings(context.station.db)),
  filing: os.filing.handler(async ({ context }) => {
    const { db, clock } = context.station;
    const settings = await readMediationSettings(db);
    const { today, kindOf } = await readClocks(db, clock.now());
    const limit = filingLimit(settings, kindOf);
    return limit && { dueOn: limit.dueOn, left: daysBetween(today, limit.dueOn), colour: colourOf(limit.dueOn, today, settings.amberDays) };
  }),
  changeSettings: os.changeSettings.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await writeMediationSettingsTx(cmd, input.settings);
      return {};
    })
  ),
  nextNumber: os.nextNumber.handler(async ({ context, input }) => {
    const problem = numberTemplateProblem(input.template);
    if (problem) throw new StationError('INVALID', { field: 'template', reason: problem });
    const { db, clock } = context.station;
    return { number: (await nextNumber(db, Number(dateOf(clock.now()).slice(0, 4)), input.template)).number };
  })
});
