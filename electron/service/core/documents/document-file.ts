import { safeName } from '../files/files.ts';
import { documentSet } from '../templates/documents.ts';
import { fillDocument } from '../templates/store.ts';
import type { Context } from '../context.ts';
import { unnumberedCommand } from '../command.ts';
import { stamped } from './stamp.ts';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Fills a template in and records who took the file.
 * @param of the record that the audit names
 * @param name name of the file, without `.docx`
 * @param options.template a further template of the station; otherwise the document's own
 * @param options.stamp a word across the paper of something that does not hold any more
 * @throws StationError TEMPLATE_BROKEN
 */
export async function documentFile(
  context: Context,
  document: string,
  of: { entity: string; entityId: number | string },
  name: string,
  data: Record<string, unknown>,
  options: { template?: string | null; stamp?: string } = {}
) {
  const filled = await fillDocument(context.station, documentSet(), document, data, options.template);
  const bytes = options.stamp === undefined ? filled : stamped(filled, options.stamp);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ ...of, after: { document, bytes: bytes.length } });
    return {};
  });
  return { name: `${safeName(name)}.docx`, file: new Blob([bytes as BlobPart], { type: DOCX_TYPE }) };
}

/** A QR code as a picture for a template. @param qr PNG data URL */
export const qrTag = (qr: string, altText: string) => ({
  _type: 'image',
  source: Buffer.from(qr.slice(qr.indexOf(',') + 1), 'base64'),
  format: 'image/png',
  width: 110,
  height: 110,
  altText
});
