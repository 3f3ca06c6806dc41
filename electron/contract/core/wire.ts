/**
 * What crosses a window's port. Messages are plain objects that the port itself copies, because writing and parsing text would take
 * longer than most calls do. Only files are packed, as a Blob cannot cross between processes.
 */

/** Window → service. */
export type CallMessage =
  /** Calls a procedure by its dotted name. `files`: the input holds packed files. */
  | { id: number; call: string; input: unknown; files?: true }
  /** The window stopped waiting for the answer. */
  | { id: number; stop: true };

/** A declared error or one of the transport, in the shape that ORPCError writes. */
export interface WireError {
  defined: boolean;
  code: string;
  status: number;
  message: string;
  data: unknown;
}

/** Service → window. An answer is one `output`, one `error`, or a `stream` of values that ends with `end` or an error. */
export type AnswerMessage =
  | { id: number; output: unknown; files?: true }
  | { id: number; stream: true }
  | { id: number; value: unknown }
  | { id: number; end: true }
  | { id: number; error: WireError };

/** A file as it crosses the port. */
interface PackedFile {
  '~file': Uint8Array;
  type: string;
  /** Null: a Blob without a name. */
  name: string | null;
}

/** Whether a value holds a file anywhere. The items of a list are of one kind, so a list that begins with a text or number holds none. */
export function holdsFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  if (value instanceof Blob) return true;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (item === null || item === undefined) continue;
      if (typeof item !== 'object') return false;
      if (holdsFile(item)) return true;
    }
    return false;
  }
  for (const key in value) if (holdsFile((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** The value with its files as bytes. */
export async function packFiles(value: unknown): Promise<unknown> {
  if (value instanceof Blob) {
    const name = 'name' in value && typeof value.name === 'string' ? value.name : null;
    return { '~file': new Uint8Array(await value.arrayBuffer()), type: value.type, name } satisfies PackedFile;
  }
  if (Array.isArray(value)) return Promise.all(value.map(packFiles));
  if (!isPlain(value)) return value;
  const entries = await Promise.all(Object.entries(value).map(async ([key, own]) => [key, await packFiles(own)] as const));
  return Object.fromEntries(entries);
}

/** The value with its bytes as files again. */
export function unpackFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpackFiles);
  if (!isPlain(value)) return value;
  if ('~file' in value) {
    const { '~file': bytes, type, name } = value as unknown as PackedFile;
    return name === null ? new Blob([bytes as BlobPart], { type }) : new File([bytes as BlobPart], name, { type });
  }
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, unpackFiles(own)]));
}

/** Whether a value is a plain object, not an instance of a class. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';
