import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CODE_BYTES, codeFault, codeOf, tidyCode } from '../../../electron/contract/core/recovery-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = Array.from({ length: 40 }, () => codeOf(randomBytes(CODE_BYTES)));

describe('a recovery code', () => {
  it('is seven groups of five and carries 140 random bits', () => {
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(new Set(codes).size).toBe(codes.length);
    // Each of the first 140 bits counts: another one, another code.
    const bytes = randomBytes(CODE_BYTES);
    const seen = new Set<string>();
    for (let bit = 0; bit < 140; bit++) {
      const other = Buffer.from(bytes);
      other[bit >> 3] = (other[bit >> 3] as number) ^ (0x80 >> (bit & 7));
      seen.add(codeOf(other));
    }
    expect(seen.size).toBe(140);
  });

  it('is read however it was typed', () => {
    for (const code of codes) {
      expect(codeFault(code)).toBeNull();
      const ways = [
        code.toLowerCase(),
        code.replaceAll('-', ''),
        code.replaceAll('-', ' — '),
        ` ${code.replaceAll('0', 'O').replaceAll('1', 'l')} `
      ];
      for (const way of [...ways, code.replaceAll(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))]) {
        expect(codeFault(way), way).toBeNull();
        expect(tidyCode(way)).toBe(code);
      }
    }
  });

  it('finds one wrong character and its group', () => {
    const code = codes[0] as string;
    for (let at = 0; at < code.length; at++) {
      if (code[at] === '-') continue;
      for (const other of ALPHABET) {
        if (other === code[at]) continue;
        expect(codeFault(code.slice(0, at) + other + code.slice(at + 1))).toEqual({ reason: 'check', group: Math.floor(at / 6) + 1 });
      }
    }
  });

  it('finds two exchanged neighbours', () => {
    for (const code of codes) {
      const groups = code.split('-');
      for (const [i, group] of groups.entries()) {
        for (let at = 0; at < 4; at++) {
          if (group[at] === group[at + 1]) continue;
          const exchanged = group.slice(0, at) + group[at + 1] + group[at] + group.slice(at + 2);
          expect(codeFault(groups.with(i, exchanged).join('-'))).toEqual({ reason: 'check', group: i + 1 });
        }
      }
    }
  });

  it('finds two exchanged groups, missing and surplus characters, and characters of no code', () => {
    for (const code of codes) {
      const groups = code.split('-');
      expect(
        codeFault(
          groups
            .with(0, groups[1] as string)
            .with(1, groups[0] as string)
            .join('-')
        )
      ).toEqual({ reason: 'check', group: 1 });
      expect(codeFault(groups.slice(0, 6).join('-'))).toEqual({ reason: 'length', length: 30, expected: 35 });
      expect(codeFault(`${code}0`)).toEqual({ reason: 'length', length: 36, expected: 35 });
      expect(codeFault(groups.with(3, 'AB!DE').join('-'))).toEqual({ reason: 'character', group: 4 });
      expect(codeFault(groups.with(6, 'ABUDE').join('-'))).toEqual({ reason: 'character', group: 7 });
    }
    expect(codeFault('')).toEqual({ reason: 'length', length: 0, expected: 35 });
  });
});
