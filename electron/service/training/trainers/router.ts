import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { trainerCandidates } from './candidates.ts';
import { exportTrainerHours, trainerHours } from './hours.ts';
import { readTrainer, readTrainers } from './read.ts';
import { createTrainerTx, updateTrainerTx } from './write.ts';

const os = implementer.trainers;

export const trainers = os.router({
  list: os.list.handler(({ context, input }) => readTrainers(context.station.db, context.station.clock.now(), input)),
  get: os.get.handler(({ context, input }) => readTrainer(context.station.db, context.station.clock.now(), input.id)),
  create: os.create.handler(({ context, input }) => command(context, input, async (cmd) => ({ id: await createTrainerTx(cmd, input) }))),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => updateTrainerTx(cmd, input))),
  candidates: os.candidates.handler(({ context, input }) => {
    const except = input.exceptSessionIds.map((id) => ({ kind: 'session' as const, id }));
    return trainerCandidates(context.station.db, context.station.clock.now(), input, except);
  }),
  hours: os.hours.handler(({ context, input }) => trainerHours(context.station.db, input)),
  exportHours: os.exportHours.handler(({ context, input }) => exportTrainerHours(context, input))
});
