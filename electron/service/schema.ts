import { seenSchema } from './core/access/schema.ts';
import { coreSchema } from './core/schema.ts';
import { clockSchema } from './core/station/schema.ts';
import { toBaseline, type Schema } from './db/migrations.ts';
import { mediationSchema } from './mediation/schema.ts';
import { rosterImportSchema } from './people/people/schema.ts';
import { peopleSchema } from './people/schema.ts';
import { scheduleSchema } from './schedule/schema.ts';
import { trainingSchema } from './training/schema.ts';
import { volunteeringSchema } from './volunteering/schema.ts';

/** The statements of a new file, area by area, lowest first. */
const BASELINE = {
  version: 11,
  statements: [...coreSchema, ...peopleSchema, ...scheduleSchema, ...trainingSchema, ...volunteeringSchema, ...mediationSchema]
};

/** The schema of the station file, and how an older file comes to it (db/README.md). */
export const SCHEMA: Schema = {
  baseline: BASELINE,
  migrations: [
    toBaseline(BASELINE),
    { version: 12, name: 'clock', statements: [...clockSchema, ...seenSchema] },
    { version: 13, name: 'roster imports', statements: rosterImportSchema }
  ]
};
