import { attendanceSchema } from './attendance/schema.ts';
import { bookingsSchema } from './bookings/schema.ts';
import { certificatesSchema } from './certificates/schema.ts';
import { classFiguresSchema } from './class-figures/schema.ts';
import { classesSchema } from './classes/schema.ts';
import { coursesSchema } from './courses/schema.ts';
import { satisfactionSchema } from './satisfaction/schema.ts';
import { sessionsSchema } from './sessions/schema.ts';
import { trainersSchema } from './trainers/schema.ts';
import { wishesSchema } from './wishes/schema.ts';

/** The tables of the area and their guards, leaf by leaf. */
export const trainingSchema: readonly string[] = [
  ...coursesSchema,
  ...trainersSchema,
  ...wishesSchema,
  ...classesSchema,
  ...sessionsSchema,
  ...bookingsSchema,
  ...attendanceSchema,
  ...certificatesSchema,
  ...satisfactionSchema,
  ...classFiguresSchema
];
