/** Random characters of a code, the check character apart. */
export const CODE_LENGTH = 12;

/** Makes a verification code from CODE_LENGTH random bytes and adds a check character: `ABCD-EFGH-JKLM-N`. */
export function verificationCode(random: Uint8Array): string {
  const text = [...random]
    .slice(0, CODE_LENGTH)
    .map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length])
    .join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}-${codeCheck(text)}`;
}

/** A typed or scanned code in the form it is stored in; null if it is mistyped. */
export function readVerificationCode(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  const code = text.slice(0, CODE_LENGTH);
  if (text.length !== CODE_LENGTH + 1 || [...text].some((character) => !CODE_ALPHABET.includes(character))) return null;
  return codeCheck(code) === text[CODE_LENGTH] ? `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}-${text[CODE_LENGTH]}` : null;
}

/** As `readVerificationCode`; also takes the text of a QR code, which has the code after its last colon. */
export const readScannedCode = (typed: string): string | null => readVerificationCode(typed.normalize('NFKC').split(':').at(-1) ?? '');

/**
 * Characters of a code. There are 29, a prime, as many as the check character tells apart: so every wrong character, and every two that
 * changed places, is found. Left out are those that a hand mixes up with another: I, L, O, U, 0, 1, and Z (2).
 */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXY';

/** The check character for a text of CODE_ALPHABET. */
export function codeCheck(text: string): string {
  let sum = 0;
  for (const character of text) sum = (sum * 3 + CODE_ALPHABET.indexOf(character)) % CODE_ALPHABET.length;
  return CODE_ALPHABET[sum]!;
}
