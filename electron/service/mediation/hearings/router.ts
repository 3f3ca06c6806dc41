import { sealOf } from '../../core/vault/seal.ts';
import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { probe } from '../../schedule/allocation/probe.ts';
import { hearingZones, listHearings } from './read.ts';
import { cancelHearingTx, moveHearingTx, peopleOf, planHearingTx, requestOf, sourceOf } from './store.ts';

const os = implementer.hearings;

export const hearings = os.router({
  list: os.list.handler(({ context, input }) =>
    listHearings(context.station.db, sealOf(context, 'mediation'), context.station.clock.now(), input)
  ),
  probe: os.probe.handler(async ({ context, input }) => {
    sealOf(context, 'mediation');
    const { db, clock } = context.station;
    const request = requestOf(input, await peopleOf(db, input.caseId, input));
    const except = input.hearingId === undefined ? [] : [sourceOf(input.hearingId)];
    return { clashes: (await probe(db, request, { now: clock.now(), except })).clashes };
  }),
  plan: os.plan.handler(({ context, input }) => {
    const seal = sealOf(context, 'mediation');
    return command(context, input, (cmd) => planHearingTx(cmd, seal, input));
  }),
  move: os.move.handler(({ context, input }) => {
    const seal = sealOf(context, 'mediation');
    return command(context, input, (cmd) => moveHearingTx(cmd, seal, input));
  }),
  cancel: os.cancel.handler(({ context, input }) => {
    const seal = sealOf(context, 'mediation');
    return command(context, input, async (cmd) => {
      await cancelHearingTx(cmd, seal, input);
      return {};
    });
  }),
  zones: os.zones.handler(({ context, input }) => {
    sealOf(context, 'mediation');
    return hearingZones(context.station.db, input);
  })
});
