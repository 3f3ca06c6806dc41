import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes
} from 'node:crypto';
import { derive } from '../access/password.ts';

/**
 * X25519 key pairs (RFC 7748). A key that scrypt derives from a password wraps the private key. A vault's key is sealed to the
 * public key, which needs no password.
 */
const NONCE = 12;
const TAG = 16;
const POINT = 32;
// The fixed beginning of the DER form of such keys (RFC 8410); the 32 bytes of the key follow.
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');

const publicKeyOf = (raw: Uint8Array) => createPublicKey({ key: Buffer.concat([PUBLIC_DER, raw]), format: 'der', type: 'spki' });

function privateKeyOf(raw: Uint8Array) {
  const der = Buffer.concat([PRIVATE_DER, raw]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

function makePair(): { publicKey: Buffer; privateKey: Buffer } {
  const pair = generateKeyPairSync('x25519', {
    publicKeyEncoding: { format: 'der', type: 'spki' },
    privateKeyEncoding: { format: 'der', type: 'pkcs8' }
  });
  const privateKey = Buffer.from(pair.privateKey.subarray(-POINT));
  pair.privateKey.fill(0);
  return { publicKey: Buffer.from(pair.publicKey.subarray(-POINT)), privateKey };
}

function encrypt(key: Buffer, plain: Uint8Array, bind: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(bind, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Uint8Array, bind: string): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(bind, 'utf8'));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const plain = decipher.update(sealed.subarray(NONCE, sealed.length - TAG));
    decipher.final();
    return plain;
  } catch {
    return null;
  }
}

/** A key pair as the database keeps it. */
export interface KeptPair {
  public_key: Buffer;
  private_key: Buffer;
  salt: Buffer;
  cost: number;
}

/**
 * Makes a key pair and wraps its private key by a password or recovery code. Takes a tenth of a second, on a pool thread.
 * @param owner the owner, such as `account 3`; authenticated with the wrapped key
 * @param cost N of scrypt
 */
export async function newKeyPair(secret: string, owner: string, cost: number): Promise<KeptPair> {
  const salt = randomBytes(16);
  const wrapping = await derive(secret, salt, cost);
  const { publicKey, privateKey } = makePair();
  try {
    return { public_key: publicKey, private_key: encrypt(wrapping, privateKey, `private key of ${owner}`), salt, cost };
  } finally {
    wrapping.fill(0);
    privateKey.fill(0);
  }
}

/** The private key, which the caller must zero; null for a wrong password or code. */
export async function unwrapPrivate(pair: KeptPair, secret: string, owner: string): Promise<Buffer | null> {
  const wrapping = await derive(secret, pair.salt, pair.cost);
  try {
    return decrypt(wrapping, pair.private_key, `private key of ${owner}`);
  } finally {
    wrapping.fill(0);
  }
}

function boxKey(shared: Buffer, from: Uint8Array, to: Uint8Array): Buffer {
  try {
    return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([from, to]), 'station vault key', 32));
  } finally {
    shared.fill(0);
  }
}

/** Seals a key so that only the holder of the private key can open it: 32 one-time public key | nonce | ciphertext | tag. */
export function sealTo(publicKey: Uint8Array, key: Uint8Array, bind: string): Buffer {
  const once = makePair();
  const privateKey = privateKeyOf(once.privateKey);
  once.privateKey.fill(0);
  const boxed = boxKey(diffieHellman({ privateKey, publicKey: publicKeyOf(publicKey) }), once.publicKey, publicKey);
  try {
    return Buffer.concat([once.publicKey, encrypt(boxed, key, bind)]);
  } finally {
    boxed.fill(0);
  }
}

/** Opens what `sealTo` made; null if it was sealed to another key or was changed. */
export function openBox(pair: { publicKey: Uint8Array; privateKey: Uint8Array }, sealed: Uint8Array, bind: string): Buffer | null {
  try {
    const from = sealed.subarray(0, POINT);
    const boxed = boxKey(diffieHellman({ privateKey: privateKeyOf(pair.privateKey), publicKey: publicKeyOf(from) }), from, pair.publicKey);
    try {
      return decrypt(boxed, sealed.subarray(POINT), bind);
    } finally {
      boxed.fill(0);
    }
  } catch {
    return null;
  }
}
