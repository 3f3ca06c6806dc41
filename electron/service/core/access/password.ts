import { randomBytes, scrypt as scryptCallback, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const scrypt = promisify<string, Buffer, number, ScryptOptions, Buffer>(scryptCallback);
const R = 8;
const P = 1;
const KEY_BYTES = 32;

/** N of scrypt (RFC 7914) for new passwords: 32 MB and about a tenth of a second each. */
export const SCRYPT_COST = 2 ** 15;

/** A key of 256 bits from a password, by scrypt. Runs on a pool thread. @param cost N of scrypt */
export async function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N: cost, r: R, p: P, maxmem: 256 * cost * R });
}

/** `scrypt$N$r$p$salt$hash` with a salt of its own. Runs on a pool thread. */
export async function hashPassword(password: string, cost: number): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return `scrypt$${cost}$${R}$${P}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** Whether the password belongs to the stored hash. Compares in constant time. */
export async function checkPassword(password: string, stored: string): Promise<boolean> {
  const [, cost, , , salt, hash] = stored.split('$');
  if (cost === undefined || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64');
  const got = await derive(password, Buffer.from(salt, 'base64'), Number(cost));
  return got.length === expected.length && timingSafeEqual(got, expected);
}
