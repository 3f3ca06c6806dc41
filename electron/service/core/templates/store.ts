import { MAX_TEMPLATE_BYTES } from '../../../contract/core/templates.ts';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { command, type Command } from '../command.ts';
import type { Context, Station } from '../context.ts';
import { StationError } from '../errors.ts';
import { fitsUnpacked, MAX_UNPACKED, writeWhole } from '../files/files.ts';
import { readResource } from '../resources.ts';

/** The .docx templates of one area. They are copied into the data folder, where the station may edit them. */
export interface TemplateSet<D extends string> {
  /** Folder below `templates` in the data folder; empty: `templates` itself. */
  folder: string;
  /** The program's own templates: name in the station's folder, and file in `resources/templates`. */
  own: Record<D, { name: string; file: string }>;
  /** The document of further templates with names of the station's choice; null: further templates are not allowed. */
  further: D | null;
  /** Sample data for trying a new template. Unknown tags stay empty. */
  sample(document: D): Record<string, unknown>;
  /** How many records name a further template. */
  uses(cmd: Command, name: string): Promise<number>;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The document of a template. @throws StationError NOT_FOUND for a further template where none are allowed */
export function documentOf<D extends string>(set: TemplateSet<D>, name: string): D {
  const document = (Object.keys(set.own) as D[]).find((one) => set.own[one].name === name) ?? set.further;
  if (document === null) throw new StationError('NOT_FOUND', { what: 'template', id: name });
  return document;
}

/** The folder of the station's templates. Copies the program's own there if they are missing. */
function readyFolder<D extends string>(station: Station, set: TemplateSet<D>): string {
  const folder = join(station.dataFolder, 'templates', set.folder);
  mkdirSync(folder, { recursive: true });
  for (const { name, file } of Object.values<{ name: string; file: string }>(set.own)) {
    const path = join(folder, name);
    if (!existsSync(path)) writeWhole(path, readResource(`templates/${file}`));
  }
  return folder;
}

export function listTemplates<D extends string>(station: Station, set: TemplateSet<D>) {
  const folder = readyFolder(station, set);
  const known = Object.values<{ name: string }>(set.own).map(({ name }) => name);
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.docx') && !name.startsWith('~$') && !name.startsWith('.') && (set.further !== null || known.includes(name))
  );
  return names.sort().map((name) => {
    const document = documentOf(set, name);
    const bytes = readFileSync(join(folder, name));
    const own = set.own[document].name === name;
    const changed = !own || hashOf(bytes) !== hashOf(readResource(`templates/${set.own[document].file}`));
    return { name, document, changed, bytes: bytes.length, at: Math.floor(statSync(join(folder, name)).mtimeMs) };
  });
}

/** The bytes of a template. @throws StationError NOT_FOUND */
export function readTemplate<D extends string>(station: Station, set: TemplateSet<D>, name: string): Uint8Array {
  const path = join(readyFolder(station, set), name);
  if (!existsSync(path)) throw new StationError('NOT_FOUND', { what: 'template', id: name });
  return readFileSync(path);
}

/** Fills a template in. @throws StationError TEMPLATE_BROKEN with the engine's message */
export async function fillTemplate(name: string, template: Uint8Array, data: Record<string, unknown>): Promise<Uint8Array> {
  // Loaded with the first document, because it is a third of the service's own code and a start does not need it.
  const { TemplateHandler } = await import('easy-template-x');
  try {
    return new Uint8Array(await new TemplateHandler().process(Buffer.from(template), data as never));
  } catch (error) {
    throw new StationError('TEMPLATE_BROKEN', { name, detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown' });
  }
}

/** Fills a document's template in. @param name a further template; if it is gone, the standard template serves */
export function fillDocument<D extends string>(
  station: Station,
  set: TemplateSet<D>,
  document: D,
  data: Record<string, unknown>,
  name?: string | null
): Promise<Uint8Array> {
  const own = set.own[document].name;
  const chosen = name ?? own;
  const there = existsSync(join(readyFolder(station, set), chosen)) ? chosen : own;
  return fillTemplate(there, readTemplate(station, set, there), data);
}

/** Saves a template after trying it with sample data. @throws StationError TOO_LARGE, TEMPLATE_BROKEN, NOT_FOUND */
export async function putTemplate<D extends string>(
  context: Context,
  set: TemplateSet<D>,
  input: { commandId: string; name: string; file: Blob }
) {
  if (input.file.size > MAX_TEMPLATE_BYTES) throw new StationError('TOO_LARGE', { limitBytes: MAX_TEMPLATE_BYTES });
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  if (!(await fitsUnpacked(bytes))) throw new StationError('TOO_LARGE', { unpackedBytes: MAX_UNPACKED });
  await fillTemplate(input.name, bytes, set.sample(documentOf(set, input.name)));
  const { station } = context;
  return command(context, input, async (cmd) => {
    writeWhole(join(readyFolder(station, set), input.name), bytes);
    cmd.audit({ entity: 'template', entityId: input.name, after: { bytes: bytes.length, sha256: hashOf(bytes) } });
    cmd.changed('templates');
    return {};
  });
}

/** Restores the program's own template, or removes a further one. @throws StationError NOT_FOUND, IN_USE (a record names it) */
export async function resetTemplate<D extends string>(context: Context, set: TemplateSet<D>, input: { commandId: string; name: string }) {
  const { station } = context;
  return command(context, input, async (cmd) => {
    const path = join(readyFolder(station, set), input.name);
    if (!existsSync(path)) throw new StationError('NOT_FOUND', { what: 'template', id: input.name });
    const own = Object.values<{ name: string; file: string }>(set.own).find(({ name }) => name === input.name);
    if (own) writeWhole(path, readResource(`templates/${own.file}`));
    else {
      const count = await set.uses(cmd, input.name);
      if (count > 0) throw new StationError('IN_USE', { what: 'template', count });
      unlinkSync(path);
    }
    cmd.audit({ entity: 'template', entityId: input.name, after: { reset: true } });
    cmd.changed('templates');
    return {};
  });
}
