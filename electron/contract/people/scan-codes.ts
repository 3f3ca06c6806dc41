const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What scanners read: `B` with a booking's id or `P` with a person's id, and a check character against misreading. */
export type ScanCode = { kind: 'booking' | 'person'; id: number };

const checkCharacter = (letter: string, number: number) => {
  let sum = letter.charCodeAt(0);
  for (const digit of String(number)) sum = (sum * 7 + Number(digit)) % 31;
  return ALPHABET[sum]!;
};

export const bookingCode = (bookingId: number): string => `B${bookingId}${checkCharacter('B', bookingId)}`;
export const badgeCode = (personId: number): string => `P${personId}${checkCharacter('P', personId)}`;

/** The record that a scanned code names; null for a code that is not the station's. */
export function readScanCode(text: string): ScanCode | null {
  const found = /^([BP])(\d{1,15})([0-9A-Z])$/.exec(text.normalize('NFKC').trim().toUpperCase());
  if (!found) return null;
  const [, letter, digits, check] = found as unknown as [string, string, string, string];
  if (checkCharacter(letter, Number(digits)) !== check) return null;
  return { kind: letter === 'B' ? 'booking' : 'person', id: Number(digits) };
}
