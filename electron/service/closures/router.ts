import { occupied, overlaps } from '../../contract/schedule.ts';
import { command } from '../command.ts';
import { found } from '../errors.ts';
import { implementer } from '../implementer.ts';
import { toRef } from '../reservations/coming.ts';
import { settleDue } from '../reservations/settle.ts';
import { hitBy, listClosures } from './read.ts';
import { createClosureTx, endClosureTx, updateClosureTx } from './write.ts';

const os = implementer.closures;

export const closures = os.router({
  list: os.list.handler(({ context, input }) => listClosures(context.station.db, context.station.clock.now(), input)),
  preview: os.preview.handler(async ({ context, input }) => {
    const { db, clock } = context.station;
    await settleDue(context.station);
    found(await db.selectFrom('zone').select('id').where('id', '=', input.zoneId).executeTakeFirst(), 'zone', input.zoneId);
    const interval = { from: Math.max(input.from, clock.now()), to: input.to };
    const hits = await hitBy(db, input.zoneId, interval, ['requested', 'approved']);
    const inUse = await hitBy(db, input.zoneId, interval, ['in_use']);
    // What it holds now and would no longer hit; whether there is room for it then is checked when it comes to that.
    const coming = { from: clock.now(), to: Number.MAX_SAFE_INTEGER };
    const mine = (await hitBy(db, input.zoneId, coming, ['suspended'])).filter((row) => row.closure_id === input.closureId);
    const restores = mine.filter(
      (row) => !overlaps(occupied({ from: row.from_at, to: row.to_at }, row.setup_minutes, row.clearup_minutes), interval)
    );
    return { hits: hits.map(toRef), inUse: inUse.map(toRef), restores: restores.map(toRef) };
  }),
  create: os.create.handler(({ context, input }) => command(context, input, (cmd) => createClosureTx(cmd, input))),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => updateClosureTx(cmd, input))),
  end: os.end.handler(({ context, input }) => command(context, input, (cmd) => endClosureTx(cmd, input)))
});
