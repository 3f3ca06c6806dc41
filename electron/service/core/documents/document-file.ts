import { documentSet } from '../templates/documents.ts';
import { fillDocument } from '../templates/store.ts';
import type { Context } from '../context.ts';
import { unnumberedCommand } from '../command.ts';

const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Characters that file systems refuse. */
export const safeName = (name: string): string => name.replace(/[\\/:*?"<>|]/g, ' ').trim();

/** Fills a template in and records who took the file. */
export async function documentFile(
  context: Context,
  document: string,
  entity: string,
  entityId: number | string,
  name: string,
  data: Record<string, unknown>,
  template?: string | null
) {
  const bytes = await fillDocument(context.station, documentSet(), document, data, template);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity, entityId, after: { document, bytes: bytes.length } });
    return {};
  });
  return { name: `${safeName(name)}.docx`, file: new Blob([bytes as BlobPart], { type: MIME }) };
}

/** A QR code as a picture of a template. @param qr PNG data URL */
export const qrTag = (qr: string, altText: string) => ({
  _type: 'image',
  source: Buffer.from(qr.slice(qr.indexOf(',') + 1), 'base64'),
  format: 'image/png',
  width: 110,
  height: 110,
  altText
});
