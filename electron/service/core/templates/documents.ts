import type { Command } from '../command.ts';
import { Extension } from '../extension.ts';
import type { TemplateSet } from './store.ts';

/** A document that the station may lay out itself, by a .docx template in its own folder. */
export interface DocumentTemplate {
  /** Name in the station's folder. */
  name: string;
  /** The program's own, in the resources' `templates`. */
  file: string;
  /** Made-up data that a new template is tried with. A tag that is none of them stays empty. */
  sample: Record<string, unknown>;
  /** Present on one: templates of the station's own names are for this document. Returns how many records name one. */
  uses?(cmd: Command, name: string): Promise<number>;
}

/** The documents of all areas whose templates lie side by side in one folder. */
export const documentTemplates = new Extension<DocumentTemplate>('document template');

/** Their templates as one set. */
export function documentSet(): TemplateSet<string> {
  const further = documentTemplates.entries().find(([, template]) => template.uses);
  return {
    folder: '',
    own: Object.fromEntries(documentTemplates.entries().map(([document, { name, file }]) => [document, { name, file }])),
    further: further?.[0] ?? null,
    sample: (document) => documentTemplates.get(document).sample,
    uses: async (cmd, name) => (await further?.[1].uses?.(cmd, name)) ?? 0
  };
}
