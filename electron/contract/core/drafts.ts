import { z } from 'zod';
import { instant, procedure } from './base.ts';
import { VAULTS, type VaultName } from './vault.ts';

/** Forms whose drafts are kept unsealed. Any other form belongs to a vault, or is refused. */
export const PLAIN_DRAFTS = ['class', 'organisation', 'paper_sheet', 'person', 'project', 'reservation', 'volunteer', 'zone'] as const;
/** The key of a draft: its form, with its vault in front where it is sealed, and the record it is about. */
export type DraftKey = `${(typeof PLAIN_DRAFTS)[number] | `${VaultName}.${string}`}:${string}`;

const FORM = /^(?:([a-z]+)\.)?([a-z_]+):[\w-]{1,40}$/;

/** The vault that seals a draft; null for an unsealed draft, undefined for a key that is neither. */
export function draftVault(key: string): VaultName | null | undefined {
  const [, vault, form] = FORM.exec(key) ?? [];
  if (form === undefined) return undefined;
  if (vault === undefined) return (PLAIN_DRAFTS as readonly string[]).includes(form) ? null : undefined;
  return VAULTS.find((name) => name === vault);
}

/** `reservation:new`, `person:42`, `mediation.case:12`: see `DraftKey`. */
const key = z.string().refine((value) => draftVault(value) !== undefined);

/** Forms kept while they are filled in, one per operator and key. Only their operator sees them; they are not audited. */
export const drafts = {
  get: procedure
    .meta({ permission: 'signed_in', read: true })
    .input(z.object({ key }))
    .output(z.object({ body: z.unknown(), savedAt: instant }).nullable()),
  save: procedure
    .meta({ permission: 'signed_in' })
    .input(z.object({ key, body: z.record(z.string(), z.unknown()) }))
    .output(z.object({})),
  discard: procedure.meta({ permission: 'signed_in' }).input(z.object({ key })).output(z.object({}))
};
