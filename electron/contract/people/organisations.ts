import { z } from 'zod';
import { commandInput, id, line, procedure, requiredLine, text, version } from '../core/base.ts';
import type { BranchKind } from './branch-rule.ts';
import { may } from './errors.ts';

/** Kinds from the outside in. An organisation lies in one of its own kind or of a kind listed before it. */
export const ORGANISATION_KINDS = ['zone_park', 'enterprise', 'project_site', 'work_team'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export const organisationKind = z.enum(ORGANISATION_KINDS);

/** Whether an organisation of the kind `inner` may lie in one of the kind `outer`: a park holds enterprises, but no enterprise a park. */
export function mayContain(outer: OrganisationKind, inner: OrganisationKind): boolean {
  return ORGANISATION_KINDS.indexOf(outer) <= ORGANISATION_KINDS.indexOf(inner);
}

/** Most levels of the tree. */
export const MAX_DEPTH = 8;
export const ORGANISATION_NAME_MAX = 60;

/**
 * Why an organisation of a kind cannot lie in another; null if it can.
 * @param parent kind of the one it would lie in and how many lie above that one, itself included; null for the top
 * @param levels how many levels it brings: 1, or more if others lie in it
 */
export function placeProblem(
  parent: { kind: OrganisationKind; depth: number } | null,
  kind: OrganisationKind,
  levels: number
): 'above_parent' | 'too_deep' | null {
  if (parent === null) return null;
  if (!mayContain(parent.kind, kind)) return 'above_parent';
  return parent.depth + levels > MAX_DEPTH ? 'too_deep' : null;
}

export const organisationFields = {
  kind: organisationKind,
  name: requiredLine(ORGANISATION_NAME_MAX),
  contactName: line(40).default(''),
  /** Any telephone number; empty if unknown. */
  contactPhone: line(30).default(''),
  industry: line(40).default(''),
  /** Number of people who work there, as the organisation reports it. */
  headcount: z.number().int().min(0).max(1_000_000).nullable().default(null),
  /** Number of full party members, as the organisation reports it, without probationary ones. */
  partyMembers: z.number().int().min(0).max(100_000).nullable().default(null),
  tags: z.array(requiredLine(20)).max(20).default([]),
  notes: text(2000).default('')
};

export const organisationNode = z.object({
  id,
  parentId: id.nullable(),
  kind: organisationKind,
  name: z.string(),
  archived: z.boolean(),
  partyMembers: z.number().int().nullable(),
  tags: z.array(z.string()),
  /** People on record directly here, and here or below. */
  people: z.number().int(),
  peopleBelow: z.number().int(),
  version
});
export type OrganisationNode = z.infer<typeof organisationNode>;

export const organisation = z.object({
  ...organisationFields,
  id,
  parentId: id.nullable(),
  /** Names from the top down to this one. */
  path: z.array(z.object({ id, name: z.string() })),
  archived: z.boolean(),
  people: z.number().int(),
  peopleBelow: z.number().int(),
  branch: z.object({
    kind: z.custom<BranchKind>((value) => typeof value === 'string'),
    formula: z.string(),
    /** The number that the rule uses: as the organisation reports it, otherwise as on record. */
    members: z.number().int(),
    /** Full members among the people on record here and below. */
    onRecord: z.number().int()
  }),
  version
});
export type Organisation = z.infer<typeof organisation>;

const writeErrors = may('NOT_FOUND', 'STALE', 'NAME_TAKEN', 'CYCLE');

export const organisations = {
  /** The whole tree as a flat list, parents before children, names in order of their pinyin. */
  tree: procedure
    .meta({ permission: 'organisations.read', read: true })
    .input(z.object({ archived: z.boolean().default(false) }))
    .output(z.array(organisationNode)),
  get: procedure
    .meta({ permission: 'organisations.read', read: true })
    .input(z.object({ id }))
    .output(organisation)
    .errors(may('NOT_FOUND')),
  create: procedure
    .meta({ permission: 'organisations.write' })
    .input(commandInput({ ...organisationFields, parentId: id.nullable() }))
    .output(z.object({ id }))
    .errors(writeErrors),
  update: procedure
    .meta({ permission: 'organisations.write' })
    .input(commandInput({ ...organisationFields, id, version }))
    .output(z.object({}))
    .errors(writeErrors),
  /** Moves an organisation, with all below it, under another; CYCLE when that is itself or lies below it. */
  move: procedure
    .meta({ permission: 'organisations.write' })
    .input(commandInput({ id, version, parentId: id.nullable() }))
    .output(z.object({}))
    .errors(writeErrors),
  /** Archives an organisation, so that forms do not offer it, or brings it back. IN_USE while an organisation below it is not archived. */
  archive: procedure
    .meta({ permission: 'organisations.write' })
    .input(commandInput({ id, version, archived: z.boolean() }))
    .output(z.object({}))
    .errors({ ...writeErrors, ...may('IN_USE') })
};
