import { z } from 'zod';
import { commandInput, id, line, requiredLine, settling, text, version } from '../core/base.ts';
import { certificateRule, DEFAULT_CERTIFICATE_RULE } from './certificate-rules.ts';
import { may } from './errors.ts';

const procedure = settling(['classes']);

export { COURSE_OFFERS, type CourseOffer } from './course-offers.ts';

export const MAX_COVER_BYTES = 1024 * 1024;

const named = { name: requiredLine(40), nameEn: line(60).default('') };

export const courseCategory = z.object({
  id,
  /** Key of a built-in category: skills, life, safety or theory; null for the station's own. */
  key: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  archived: z.boolean(),
  version
});
export type CourseCategory = z.infer<typeof courseCategory>;

/** A material that a course hands out or uses up, per person or in all. */
export const material = z.object({
  name: requiredLine(60),
  quantity: z.number().int().min(1).max(10_000),
  unit: line(10).default(''),
  perPerson: z.boolean().default(false)
});
export type Material = z.infer<typeof material>;

/** A need before the course: to have passed another course, or to hold its valid certificate. */
export const courseNeed = z.object({ courseId: id, what: z.enum(['course', 'certificate']) });

export const courseFields = {
  categoryId: id,
  title: requiredLine(60),
  titleEn: line(80).default(''),
  description: text(4000).default(''),
  /** Teaching time in all, minutes. */
  minutes: z.number().int().min(15).max(60_000),
  /** Audience in words. */
  audience: line(200).default(''),
  needs: z.array(courseNeed).max(5).default([]),
  defaultCapacity: z.number().int().min(1).max(500),
  minToOpen: z.number().int().min(1).max(500).default(1),
  materials: z.array(material).max(50).default([]),
  /** Conditions for a certificate; null: the course gives none. */
  certificate: certificateRule.nullable().default(DEFAULT_CERTIFICATE_RULE),
  /** Title of the course on the certificate; empty: the title above. */
  certificateTitle: line(80).default(''),
  /** Name of a template in the data folder (`classDocuments.templates`); null: the standard template. */
  certificateTemplate: line(80).nullable().default(null)
};

export const course = z.object({
  ...courseFields,
  id,
  category: z.object({ id, name: z.string(), nameEn: z.string() }),
  needs: z.array(courseNeed.extend({ title: z.string() })),
  hasCover: z.boolean(),
  archived: z.boolean(),
  /** Number of its classes, and of those that are still to come or running. */
  classes: z.number().int(),
  current: z.number().int(),
  version
});
export type Course = z.infer<typeof course>;

const read = { permission: 'classes.read', read: true } as const;
const plan = { permission: 'classes.plan' } as const;

/** The catalogue. Topics: `courses` (categories, courses, covers). */
export const courses = {
  /** By category and title. */
  list: procedure
    .meta(read)
    .input(z.object({ categoryId: id.optional(), archived: z.boolean().default(false), text: line(60).optional() }))
    .output(z.array(course)),
  get: procedure.meta(read).input(z.object({ id })).output(course).errors(may('NOT_FOUND')),
  /** INVALID {field:'minToOpen', reason:'over_capacity'}; {field:'needs', reason:'itself'|'cycle'}. */
  create: procedure.meta(plan).input(commandInput(courseFields)).output(z.object({ id })).errors(may('NOT_FOUND', 'NAME_TAKEN')),
  /** Changes a course. Existing classes keep their fields; certificate rule, needs and titles hold for them too. */
  update: procedure
    .meta(plan)
    .input(commandInput({ id, version, ...courseFields }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN')),
  /** Archives a course; courses are never deleted. IN_USE while a class of it is to come or running. */
  archive: procedure
    .meta(plan)
    .input(commandInput({ id, version, archived: z.boolean() }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'IN_USE', 'NAME_TAKEN')),
  /** Adds courses of COURSE_OFFERS, except those whose title is taken. */
  createOffered: procedure
    .meta(plan)
    .input(commandInput({ keys: z.array(z.string().max(40)).min(1).max(40) }))
    .output(z.object({ ids: z.array(id) })),
  cover: {
    get: procedure
      .meta(read)
      .input(z.object({ id }))
      .output(z.object({ file: z.instanceof(Blob) }))
      .errors(may('NOT_FOUND')),
    /** Sets a JPEG or PNG of at most 1 MB; null removes it. */
    set: procedure
      .meta(plan)
      .input(commandInput({ id, file: z.instanceof(Blob).nullable() }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'TOO_LARGE', 'FILE_UNREADABLE'))
  },
  categories: {
    list: procedure
      .meta(read)
      .input(z.object({ archived: z.boolean().default(false) }))
      .output(z.array(courseCategory)),
    create: procedure.meta(plan).input(commandInput(named)).output(z.object({ id })).errors(may('NAME_TAKEN')),
    update: procedure
      .meta(plan)
      .input(commandInput({ id, version, ...named, archived: z.boolean() }))
      .output(z.object({ version }))
      .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN', 'IN_USE'))
  }
};
