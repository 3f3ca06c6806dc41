import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { StationError } from '../errors.ts';

/**
 * The one format of all sealed data. Each value has its own key and nonce, derived from the vault's key and 256 random bits that are
 * kept with it, so no key ever sees the same nonce twice. The derivation is HKDF-Expand of RFC 5869, one block of SHA-512. Section
 * 3.3 allows to leave Extract out for a random key, and it would take longer than all the rest. The value is cut into chunks,
 * each AES-256-GCM under the nonce with the chunk's number mixed in, as in TLS 1.3.
 *
 * Each chunk authenticates the head (format, generation, salt), its number, whether it is the last, and `bind`. So nobody can
 * exchange, drop or add chunks, or move a value to another record.
 *
 *     1 format | 4 generation | 32 salt | chunk … chunk      chunk = up to 1 MiB of ciphertext | 16 tag
 */
const FORMAT = 1;
const SALT_AT = 5;
const HEAD = 37;
const TAG = 16;
export const CHUNK = 1024 * 1024;
const KEY = 32;
const NONCE = 12;
const FIRST_BLOCK = Buffer.of(1);

/** The kind of a value; a JSON value does not open as bytes. */
export type SealedKind = 'json' | 'bytes';

/** The purpose of a sealed value; another purpose does not open it. */
export interface Purpose {
  vault: string;
  kind: SealedKind;
  bind: string;
}

/** The key of one value while it is sealed or opened. */
interface Subkey {
  key: Buffer;
  nonce: Buffer;
}

function subkeyOf(dataKey: Buffer, salt: Uint8Array, purpose: Purpose): Subkey {
  const derived = createHmac('sha512', dataKey)
    .update(`station seal ${FORMAT} ${purpose.vault} ${purpose.kind} `)
    .update(salt)
    .update(FIRST_BLOCK)
    .digest();
  return { key: derived.subarray(0, KEY), nonce: derived.subarray(KEY, KEY + NONCE) };
}

function wipe(subkey: Subkey): void {
  subkey.key.fill(0);
  subkey.nonce.fill(0);
}

function nonceOf(base: Buffer, index: number): Buffer {
  const nonce = Buffer.from(base);
  nonce.writeUInt32BE((nonce.readUInt32BE(NONCE - 4) ^ index) >>> 0, NONCE - 4);
  return nonce;
}

function boundTo(head: Uint8Array, index: number, last: boolean, bind: string): Buffer {
  const place = Buffer.alloc(5);
  place.writeUInt32BE(index, 0);
  place.writeUInt8(last ? 1 : 0, 4);
  return Buffer.concat([head, place, Buffer.from(bind, 'utf8')]);
}

/** Seals bytes and yields after each chunk. @returns the sealed value */
export function* sealing(
  dataKey: Buffer,
  generation: number,
  bytes: Uint8Array,
  purpose: Purpose
): Generator<undefined, Uint8Array<ArrayBuffer>> {
  const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK));
  const out = Buffer.alloc(HEAD + bytes.length + chunks * TAG);
  out.writeUInt8(FORMAT, 0);
  out.writeUInt32BE(generation, 1);
  randomBytes(HEAD - SALT_AT).copy(out, SALT_AT);
  const head = out.subarray(0, HEAD);
  const subkey = subkeyOf(dataKey, head.subarray(SALT_AT), purpose);
  try {
    for (let index = 0, at = HEAD; index < chunks; index++) {
      if (index > 0) yield;
      const cipher = createCipheriv('aes-256-gcm', subkey.key, nonceOf(subkey.nonce, index), { authTagLength: TAG });
      cipher.setAAD(boundTo(head, index, index === chunks - 1, purpose.bind));
      at += cipher.update(bytes.subarray(index * CHUNK, (index + 1) * CHUNK)).copy(out, at);
      cipher.final();
      at += cipher.getAuthTag().copy(out, at);
    }
  } finally {
    wipe(subkey);
  }
  return out;
}

/** Which of the vault's keys opens a sealed value. @throws StationError SEAL_BROKEN */
export function generationOf(sealed: Uint8Array, bind: string): number {
  if (sealed.length < HEAD + TAG || sealed[0] !== FORMAT) throw new StationError('SEAL_BROKEN', { record: bind });
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
}

/** Opens what `sealing` made and yields after each chunk. @throws StationError SEAL_BROKEN */
export function* opening(dataKey: Buffer, sealed: Uint8Array, purpose: Purpose): Generator<undefined, Uint8Array<ArrayBuffer>> {
  generationOf(sealed, purpose.bind);
  const head = sealed.subarray(0, HEAD);
  const chunks = Math.ceil((sealed.length - HEAD) / (CHUNK + TAG));
  const out = Buffer.alloc(Math.max(0, sealed.length - HEAD - chunks * TAG));
  const subkey = subkeyOf(dataKey, head.subarray(SALT_AT), purpose);
  try {
    for (let index = 0; index < chunks; index++) {
      if (index > 0) yield;
      const chunk = sealed.subarray(HEAD + index * (CHUNK + TAG), HEAD + (index + 1) * (CHUNK + TAG));
      const decipher = createDecipheriv('aes-256-gcm', subkey.key, nonceOf(subkey.nonce, index), { authTagLength: TAG });
      decipher.setAAD(boundTo(head, index, index === chunks - 1, purpose.bind));
      decipher.setAuthTag(chunk.subarray(chunk.length - TAG));
      decipher.update(chunk.subarray(0, chunk.length - TAG)).copy(out, index * CHUNK);
      decipher.final();
    }
  } catch {
    out.fill(0);
    throw new StationError('SEAL_BROKEN', { record: purpose.bind });
  } finally {
    wipe(subkey);
  }
  return out;
}

/** Runs sealing work to its end at once. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Runs sealing work chunk by chunk, with turns for other work in between. @param demand may throw before each chunk */
export async function inTurns<T>(work: Generator<undefined, T>, demand: () => void): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
    try {
      demand();
    } catch (error) {
      work.return(undefined as never);
      throw error;
    }
  }
}
