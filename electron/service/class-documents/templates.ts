import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TemplateHandler } from 'easy-template-x';
import { MAX_TEMPLATE_BYTES, type DocumentName } from '../../contract/class-documents.ts';
import { command } from '../command.ts';
import type { Context, Station } from '../context.ts';
import { StationError } from '../errors.ts';
import { readResource, resourcePath } from '../resources.ts';
import { SAMPLES } from './samples.ts';

/** The program's own templates: name in the station's folder, and file of the resources. */
const OWN: Record<DocumentName, { name: string; file: string }> = {
  sign_in_sheet: { name: '签到表.docx', file: 'sign-in-sheet.docx' },
  roster: { name: '学员名单.docx', file: 'roster.docx' },
  door_sign: { name: '门牌.docx', file: 'door-sign.docx' },
  timetable: { name: '课程表.docx', file: 'timetable.docx' },
  certificate: { name: '结业证书.docx', file: 'certificate.docx' },
  service_certificate: { name: '志愿服务记录证明.docx', file: 'service-certificate.docx' }
};

const folderOf = (station: Station): string => join(station.dataFolder, 'templates');

/** The document that a template of the station's folder is for; a name of the station's own is a certificate. */
export function documentOf(name: string): DocumentName {
  return (Object.keys(OWN) as DocumentName[]).find((document) => OWN[document].name === name) ?? 'certificate';
}

/** Where the station's templates lie; those of the program are copied there when they are not there yet. */
function readyFolder(station: Station): string {
  const folder = folderOf(station);
  mkdirSync(folder, { recursive: true });
  for (const { name, file } of Object.values(OWN)) {
    const path = join(folder, name);
    if (!existsSync(path)) writeFileSync(path, readResource(`templates/${file}`));
  }
  return folder;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function listTemplates(station: Station) {
  const folder = readyFolder(station);
  const names = readdirSync(folder).filter((name) => name.endsWith('.docx') && !name.startsWith('~$') && !name.startsWith('.'));
  return names.sort().map((name) => {
    const document = documentOf(name);
    const bytes = readFileSync(join(folder, name));
    const own = OWN[document].name === name;
    const changed = !own || hashOf(bytes) !== hashOf(readResource(`templates/${OWN[document].file}`));
    return { name, document, changed, bytes: bytes.length, at: Math.floor(statSync(join(folder, name)).mtimeMs) };
  });
}

/** @throws StationError NOT_FOUND */
export function readTemplate(station: Station, name: string): Uint8Array {
  const path = join(readyFolder(station), name);
  if (!existsSync(path)) throw new StationError('NOT_FOUND', { what: 'template', id: name });
  return readFileSync(path);
}

/** Fills a template in. @throws StationError TEMPLATE_BROKEN with what the engine says */
export async function fillTemplate(name: string, template: Uint8Array, data: Record<string, unknown>): Promise<Uint8Array> {
  try {
    return new Uint8Array(await new TemplateHandler().process(Buffer.from(template), data as never));
  } catch (error) {
    throw new StationError('TEMPLATE_BROKEN', { name, detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown' });
  }
}

/** A document of the station, from its template. @param name a certificate template other than the standard one */
export function fillDocument(station: Station, document: DocumentName, data: Record<string, unknown>, name?: string | null): Promise<Uint8Array> {
  const chosen = name ?? OWN[document].name;
  const there = existsSync(join(readyFolder(station), chosen)) ? chosen : OWN[document].name;
  return fillTemplate(there, readTemplate(station, there), data);
}

/** Takes a template in, after trying it with sample data. @throws StationError TOO_LARGE, TEMPLATE_BROKEN */
export async function putTemplate(context: Context, input: { commandId: string; name: string; file: Blob }) {
  if (input.file.size > MAX_TEMPLATE_BYTES) throw new StationError('TOO_LARGE', { limitBytes: MAX_TEMPLATE_BYTES });
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  await fillTemplate(input.name, bytes, SAMPLES[documentOf(input.name)]);
  const { station } = context;
  return command(context, input, async (cmd) => {
    const folder = readyFolder(station);
    const partial = join(folder, `.${input.name}.partial`);
    writeFileSync(partial, bytes);
    renameSync(partial, join(folder, input.name));
    cmd.audit({ entity: 'template', entityId: input.name, after: { bytes: bytes.length, sha256: hashOf(bytes) } });
    cmd.changed('templates');
    return {};
  });
}

/** Puts the program's own template back; a further one is removed. @throws StationError NOT_FOUND, IN_USE (a course names it) */
export async function resetTemplate(context: Context, input: { commandId: string; name: string }) {
  const { station } = context;
  return command(context, input, async (cmd) => {
    const path = join(readyFolder(station), input.name);
    if (!existsSync(path)) throw new StationError('NOT_FOUND', { what: 'template', id: input.name });
    const own = Object.values(OWN).find(({ name }) => name === input.name);
    if (own) copyFileSync(resourcePath(`templates/${own.file}`), path);
    else {
      const used = await cmd.tx.selectFrom('course').select('id').where('certificate_template', '=', input.name).execute();
      if (used.length > 0) throw new StationError('IN_USE', { what: 'template', count: used.length });
      rmSync(path);
    }
    cmd.audit({ entity: 'template', entityId: input.name, after: { reset: true } });
    cmd.changed('templates');
    return {};
  });
}
