import { recognitionSchema } from './recognition/schema.ts';
import { serviceCertificatesSchema } from './service-certificates/schema.ts';
import { serviceHoursSchema } from './service-hours/schema.ts';
import { shiftsSchema } from './shifts/schema.ts';
import { signUpsSchema } from './sign-ups/schema.ts';
import { volunteerFiguresSchema } from './volunteer-figures/schema.ts';
import { volunteerProjectsSchema } from './volunteer-projects/schema.ts';
import { volunteersSchema } from './volunteers/schema.ts';

/** The tables of the area and their guards, leaf by leaf. */
export const volunteeringSchema: readonly string[] = [
  ...volunteersSchema,
  ...volunteerProjectsSchema,
  ...shiftsSchema,
  ...signUpsSchema,
  ...serviceHoursSchema,
  ...recognitionSchema,
  ...serviceCertificatesSchema,
  ...volunteerFiguresSchema
];
