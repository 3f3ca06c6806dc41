import type { Command } from '../command.ts';
import { Extension } from '../extension.ts';
import type { TemplateSet } from './store.ts';

/** A document with a .docx template that the station may edit in its own folder. */
export interface DocumentTemplate {
  /** Name in the station's folder. */
  name: string;
  /** Name of the program's own template in `resources/templates`. */
  file: string;
  /** Sample data for trying a new template. Unknown tags stay empty. */
  sample: Record<string, unknown>;
  /** Only one document has this: further templates of the station are for it. Returns how many records name the template. */
  uses?(cmd: Command, name: string): Promise<number>;
}

/** The documents of all areas whose templates share one folder. */
export const documentTemplates = new Extension<DocumentTemplate>('document template');

/** The templates of these documents as one set. */
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
