import { z } from 'zod';
import {
  commandInput,
  date,
  id,
  instant,
  line,
  pageInput,
  pageOf,
  procedure,
  requiredLine,
  settling,
  text,
  version
} from '../core/base.ts';
import { may } from './errors.ts';
import { peopleImport } from './people-import.ts';
import { CONSENT_WAYS, DOCUMENT_KINDS } from './people-rules.ts';

export const SEXES = ['male', 'female'] as const;
export const POLITICAL_STATUSES = [
  'party_member',
  'probationary_member',
  'league_member',
  'democratic_party',
  'independent',
  'masses'
] as const;
export type PoliticalStatus = (typeof POLITICAL_STATUSES)[number];

export const documentKind = z.enum(DOCUMENT_KINDS);
export const sex = z.enum(SEXES);
export const politicalStatus = z.enum(POLITICAL_STATUSES);
export const consentWay = z.enum(CONSENT_WAYS);

/** A part of a shown text that the query matched, in UTF-16 units, `to` excluded. */
export const mark = z.object({ field: z.enum(['name', 'mobile', 'document', 'organisation']), from: z.number(), to: z.number() });
export type Mark = z.infer<typeof mark>;

/**
 * A person in a list, with document and mobile masked. The output schema keeps other fields from slipping out; it does not check
 * the values again.
 */
export const personRow = z.object({
  id: z.number(),
  name: z.string(),
  sex: sex.nullable(),
  /** Null also where the operator may not see it; then only `birthYear` is given (people-rules.ts). */
  birthDate: z.string().nullable(),
  birthYear: z.number().nullable(),
  documentKind,
  documentMasked: z.string(),
  mobileMasked: z.string(),
  organisationId: z.number().nullable(),
  organisationName: z.string(),
  trade: z.string(),
  politicalStatus: politicalStatus.nullable(),
  marks: z.array(mark)
});
export type PersonRow = z.infer<typeof personRow>;

export const MATCH_KINDS = ['exact', 'prefix', 'initials', 'substring', 'mixed', 'digits', 'organisation'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];
/** A found person; better matches come first. */
export const personHit = personRow.extend({ match: z.enum(MATCH_KINDS) });
export type PersonHit = z.infer<typeof personHit>;

export const person = personRow.omit({ marks: true }).extend({
  organisationPath: z.array(z.object({ id, name: z.string() })),
  emergencyName: z.string(),
  emergencyPhoneMasked: z.string(),
  notes: z.string(),
  hasPhoto: z.boolean(),
  consent: z.object({ at: instant, how: consentWay, by: z.string() }).nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** The record that this one was merged into; the other fields keep their values at the merge. */
  mergedInto: z.object({ id, name: z.string() }).nullable(),
  version
});
export type Person = z.infer<typeof person>;

const details = {
  name: requiredLine(60),
  sex: sex.nullable().default(null),
  birthDate: date.nullable().default(null),
  documentKind: documentKind.default('none'),
  organisationId: id.nullable().default(null),
  trade: line(40).default(''),
  politicalStatus: politicalStatus.nullable().default(null),
  emergencyName: line(40).default(''),
  notes: text(4000).default(''),
  /** True after somebody read a DUPLICATE_PERSON warning: this is another person with the same name and mobile. */
  confirmDuplicate: z.boolean().default(false)
};

/** The birth date and sex in a citizen's number win over those given. */
export const newPerson = {
  ...details,
  documentNumber: line(40).default(''),
  mobile: line(30).default(''),
  emergencyPhone: line(30).default(''),
  consent: consentWay.nullable().default(null)
};
/** Masked fields that nobody changed are left out and keep their values. */
export const changedPerson = {
  ...details,
  documentNumber: line(40).optional(),
  mobile: line(30).optional(),
  emergencyPhone: line(30).optional()
};

export const peopleFilter = {
  /** Name, pinyin, initials, mixed, last digits, or an organisation's name. */
  query: z.string().max(60).optional(),
  /** This organisation and all below it; 0: people without one. */
  organisationId: z.number().int().min(0).optional(),
  documentKind: documentKind.optional(),
  hasMobile: z.boolean().optional(),
  trade: z.string().max(40).optional(),
  politicalStatus: politicalStatus.optional()
};
export const peopleFilterSchema = z.object(peopleFilter);
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

export const REVEALED = ['document', 'mobile', 'emergency'] as const;

/** Something a person did here, or a change of their record. The window makes the sentence from area and kind. */
export const timelineEntry = z.object({
  at: instant,
  area: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** Id of the area's record that shows it; null: none. */
  recordId: z.number().int().nullable()
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** Fields that a merge may take from the record it removes. */
export const MERGE_FIELDS = [
  'name',
  'sex',
  'birthDate',
  'document',
  'mobile',
  'organisation',
  'trade',
  'politicalStatus',
  'emergency',
  'consent',
  'photo'
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

const write = may('NOT_FOUND', 'STALE', 'DUPLICATE_DOCUMENT', 'DUPLICATE_PERSON');
const read = { permission: 'people.read', read: true } as const;

export const people = {
  /** By the pinyin of names, or best match first. A page before the last may have fewer rows than asked for. */
  list: procedure
    .meta(read)
    .input(z.object({ ...peopleFilter, ...pageInput }))
    .output(pageOf(personRow)),
  /** The best matches for a picker or the palette. */
  search: procedure
    .meta(read)
    .input(z.object({ query: z.string().max(60), limit: z.number().int().min(1).max(20).default(20) }))
    .output(z.array(personHit)),
  get: procedure.meta(read).input(z.object({ id })).output(person).errors(may('NOT_FOUND')),
  /** The time line of a person, newest first. */
  timeline: settling('all')
    .meta(read)
    .input(z.object({ id, before: instant.optional(), limit: z.number().int().min(1).max(100).default(50) }))
    .output(z.array(timelineEntry))
    .errors(may('NOT_FOUND')),
  /** Trades in use: choices for form and filter. */
  trades: procedure.meta(read).output(z.array(z.string())),
  /** Records that may be of the same person: by document (`same`) or by name and mobile (`alike`). */
  duplicates: procedure
    .meta(read)
    .input(
      z.object({
        name: z.string().max(60),
        documentKind,
        documentNumber: z.string().max(40),
        mobile: z.string().max(30),
        exceptId: id.optional()
      })
    )
    .output(z.object({ same: personRow.nullable(), alike: z.array(personRow) })),
  /** A number in full. The audit records who asked for whose. */
  reveal: procedure
    .meta({ permission: 'people.reveal' })
    .input(z.object({ id, field: z.enum(REVEALED) }))
    .output(z.object({ value: z.string() }))
    .errors(may('NOT_FOUND')),
  create: procedure.meta({ permission: 'people.write' }).input(commandInput(newPerson)).output(z.object({ id })).errors(write),
  update: procedure
    .meta({ permission: 'people.write' })
    .input(commandInput({ ...changedPerson, id, version }))
    .output(z.object({}))
    .errors(write),
  /** Records a person's consent to their data being kept; null records that they withdrew it. */
  setConsent: procedure
    .meta({ permission: 'people.write' })
    .input(commandInput({ id, version, how: consentWay.nullable() }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STALE')),
  merge: procedure
    .meta({ permission: 'people.merge' })
    .input(
      commandInput({
        survivorId: id,
        survivorVersion: z.number().int(),
        mergedId: id,
        mergedVersion: z.number().int(),
        /** Fields to take from the record that goes. The others come from the record that stays, or where empty there, from the other. */
        take: z.array(z.enum(MERGE_FIELDS)).default([])
      })
    )
    .output(z.object({ moved: z.record(z.string(), z.number().int()) }))
    // CLASH: both records hold overlapping time; somebody must change one of the two uses first.
    .errors(may('NOT_FOUND', 'STALE', 'DUPLICATE_DOCUMENT', 'CLASH', 'IN_USE')),
  photo: {
    get: procedure
      .meta(read)
      .input(z.object({ id }))
      .output(z.object({ photo: z.instanceof(Blob).nullable() }))
      .errors(may('NOT_FOUND')),
    /** Sets a JPEG or PNG of at most 1 MB; null removes it. */
    set: procedure
      .meta({ permission: 'people.write' })
      .input(commandInput({ id, photo: z.instanceof(Blob).nullable() }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'TOO_LARGE', 'FILE_UNREADABLE'))
  },
  /** The filtered list as .xlsx; numbers are masked unless the operator may reveal them. Audited. */
  export: procedure
    .meta({ permission: 'people.export' })
    .input(z.object({ ...peopleFilter, language: z.enum(['zh-CN', 'en']).default('zh-CN') }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(may('CANCELLED', 'TOO_LARGE')),
  import: peopleImport
};
