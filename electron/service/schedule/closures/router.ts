import { overlaps } from '../../../contract/schedule/allocation.ts';
import { command } from '../../core/command.ts';
import { found } from '../../core/errors.ts';
import { implementer } from '../../core/implementer.ts';
import { hitsOf } from './holders.ts';
import { listClosures } from './read.ts';
import { createClosureTx, endClosureTx, updateClosureTx } from './write.ts';

const os = implementer.closures;

export const closures = os.router({
  list: os.list.handler(({ context, input }) => listClosures(context.station.db, context.station.clock.now(), input)),
  preview: os.preview.handler(async ({ context, input }) => {
    const { db, clock } = context.station;
    found(await db.selectFrom('zone').select('id').where('id', '=', input.zoneId).executeTakeFirst(), 'zone', input.zoneId);
    const interval = { from: Math.max(input.from, clock.now()), to: input.to };
    const refs = async (which: 'coming' | 'on') => (await hitsOf(db, clock.now(), input.zoneId, interval, which)).map((hit) => hit.ref);
    // Suspended uses that the new interval no longer covers; whether they have room is checked when they are restored.
    const coming = { from: clock.now(), to: Number.MAX_SAFE_INTEGER };
    const mine = (await hitsOf(db, clock.now(), input.zoneId, coming, 'suspended')).filter((hit) => hit.closureId === input.closureId);
    return {
      hits: await refs('coming'),
      inUse: await refs('on'),
      restores: mine.filter((hit) => !overlaps(hit.occupied, interval)).map((hit) => hit.ref)
    };
  }),
  create: os.create.handler(({ context, input }) => command(context, input, (cmd) => createClosureTx(cmd, input))),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => updateClosureTx(cmd, input))),
  end: os.end.handler(({ context, input }) => command(context, input, (cmd) => endClosureTx(cmd, input)))
});
