import { MAX_TEMPLATE_BYTES } from '../../../contract/core/templates.ts';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { command, type Command } from '../command.ts';
import type { Context, Station } from '../context.ts';
import { StationError } from '../errors.ts';
import { fitsUnpacked, MAX_UNPACKED, writeWhole } from '../files/files.ts';
import { readResource } from '../resources.ts';

/** The .docx templates of one area: the program's own, copied into the data folder, where the station may edit them. */
export interface TemplateSet<D extends string> {
  /** Folder below the data folder's `templates`; empty: that itself. */
  folder: string;
  /** The program's own templates: name in the station's folder, and file of the resources' `templates`. */
  own: Record<D, { name: string; file: string }>;
  /** The document that a template of the station's own name is for; null: there are none but the program's. */
  further: D | null;
  /** Made-up data that a new template is tried with. A tag that is none of them stays empty. */
  sample(document: D): Record<string, unknown>;
  /** How many records name a further template. */
  uses(cmd: Command, name: string): Promise<number>;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The document that a template of the folder is for. @throws StationError NOT_FOUND where only the program's own are allowed */
export function documentOf<D extends string>(set: TemplateSet<D>, name: string): D {
  const document = (Object.keys(set.own) as D[]).find((one) => set.own[one].name === name) ?? set.further;
  if (document === null) throw new StationError('NOT_FOUND', { what: 'template', id: name });
  return document;
}

/** Where the station's templates lie; those of the program are copied there when they are not there yet. */
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

/** @throws StationError NOT_FOUND */
export function readTemplate<D extends string>(station: Station, set: TemplateSet<D>, name: string): Uint8Array {
  const path = join(readyFolder(station, set), name);
  if (!existsSync(path)) throw new StationError('NOT_FOUND', { what: 'template', id: name });
  return readFileSync(path);
}

/** Fills a template in. @throws StationError TEMPLATE_BROKEN with what the engine says */
export async function fillTemplate(name: string, template: Uint8Array, data: Record<string, unknown>): Promise<Uint8Array> {
  // Loaded with the first document: it is a third of the service's own code, and a start has no use for it.
  const { TemplateHandler } = await import('easy-template-x');
  try {
    return new Uint8Array(await new TemplateHandler().process(Buffer.from(template), data as never));
  } catch (error) {
    throw new StationError('TEMPLATE_BROKEN', { name, detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown' });
  }
}

/** A document of the station, from its template. @param name a further template; one that is gone is the standard one */
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

/** Takes a template in, after trying it with sample data. @throws StationError TOO_LARGE, TEMPLATE_BROKEN, NOT_FOUND */
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

/** Puts the program's own template back; a further one is removed. @throws StationError NOT_FOUND, IN_USE (a record names it) */
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
