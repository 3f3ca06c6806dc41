import { readVerificationCode, verificationCode } from '../../../electron/contract/core/verification-codes.ts';
import { describe, expect, it } from 'vitest';
import { attendancePercent, missingFor, validUntil } from '../../../electron/contract/training/certificate-rules.ts';

describe('certificates', () => {
  const rule = { attendancePercent: 80, minutes: 0, testNeeded: false, validMonths: null };
  const numbers = { held: 8, attended: 7, excused: 0, minutes: 840, testPassed: null };
  it.each([
    [rule, numbers, true, []],
    [rule, { ...numbers, attended: 6 }, true, ['attendance']],
    [rule, { ...numbers, attended: 6, excused: 2 }, true, ['attendance']],
    [{ ...rule, attendancePercent: 0 }, { ...numbers, held: 0, attended: 0 }, true, ['attendance']],
    [{ ...rule, minutes: 900 }, numbers, true, ['minutes']],
    [{ ...rule, testNeeded: true }, numbers, true, ['test']],
    [{ ...rule, testNeeded: true }, { ...numbers, testPassed: false }, true, ['test']],
    [{ ...rule, testNeeded: true }, { ...numbers, testPassed: true }, true, []],
    [rule, numbers, false, ['not_finished']]
  ] as const)('%o with %o', (one, of, finished, missing) => {
    expect(missingFor(one, of, finished)).toEqual(missing);
  });
  it('rounds percentages down: five of seven is not seventy-two', () => expect(attendancePercent({ held: 7, attended: 5 })).toBe(71));
  it.each([
    ['2026-11-23', 12, '2027-11-22'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-01', 1, '2026-12-31'],
    ['2026-11-23', null, null]
  ] as const)('issued on %s for %s months: valid until %s', (on, months, until) => {
    expect(validUntil(on, months)).toBe(until);
  });
  it('have codes of which every wrong character, and every two that changed places, is found: all of them, tried one by one', () => {
    const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    for (let n = 0; n < 40; n += 1) {
      const code = verificationCode(Uint8Array.from({ length: 12 }, (_, i) => (n * 37 + i * 61 + n * i) % 256));
      expect(readVerificationCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code);
      const plain = code.replaceAll('-', '');
      for (let i = 0; i < plain.length; i += 1) {
        for (const other of letters)
          if (other !== plain[i])
            expect(readVerificationCode(plain.slice(0, i) + other + plain.slice(i + 1)), `${plain} ${i} ${other}`).toBe(null);
        if (i > 0 && plain[i] !== plain[i - 1])
          expect(readVerificationCode(plain.slice(0, i - 1) + plain[i] + plain[i - 1] + plain.slice(i + 1)), `${plain} ${i}`).toBe(null);
      }
    }
  });
});
