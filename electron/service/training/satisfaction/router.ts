import { implementer } from '../../core/implementer.ts';
import { recordSatisfaction, removeSatisfaction, satisfactionOfClass, satisfactionOfTrainer } from './satisfaction.ts';

const os = implementer.satisfaction;

export const satisfaction = os.router({
  ofClass: os.ofClass.handler(({ context, input }) => satisfactionOfClass(context.station.db, input.classId)),
  ofTrainer: os.ofTrainer.handler(({ context, input }) => satisfactionOfTrainer(context.station.db, input.trainerId)),
  record: os.record.handler(({ context, input }) => recordSatisfaction(context, input)),
  remove: os.remove.handler(({ context, input }) => removeSatisfaction(context, input))
});
