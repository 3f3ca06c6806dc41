import { z } from 'zod';
import { date, id, instant, pageInput, pageOf, procedure } from './base.ts';

export const auditEntry = z.object({
  id,
  at: instant,
  actorId: id.nullable(),
  actorName: z.string(),
  /** The procedure that did it, such as `people.create`, or an event such as `access.failure`. */
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable()
});
export type AuditEntry = z.infer<typeof auditEntry>;

const filter = {
  from: date.optional(),
  to: date.optional(),
  actorId: id.optional(),
  /** Beginning of the action's name: `people` or `people.update`. */
  action: z.string().max(60).optional(),
  entity: z.string().max(40).optional(),
  entityId: z.string().max(40).optional()
};
/** An id identifies a record only together with its entity. */
const whole = [
  (of: { entity?: string | undefined; entityId?: string | undefined }) => of.entityId === undefined || of.entity !== undefined,
  'entity'
] as const;

export const chainReport = z.object({
  ok: z.boolean(),
  rows: z.number().int(),
  /** The first row whose hash does not fit, if any. */
  brokenAt: z.number().int().nullable(),
  lastHash: z.string()
});
export type ChainReport = z.infer<typeof chainReport>;

export const audit = {
  list: procedure
    .meta({ permission: 'audit.read', read: true })
    .input(z.object({ ...filter, ...pageInput }).refine(...whole))
    .output(pageOf(auditEntry)),
  verify: procedure.meta({ permission: 'audit.read', read: true }).output(chainReport),
  /** The filtered log as .xlsx; the export itself is audited. */
  export: procedure
    .meta({ permission: 'audit.read' })
    .input(z.object(filter).refine(...whole))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
};
