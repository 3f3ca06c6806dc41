import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestBranch } from '../../../electron/contract/people/branch-rule.ts';
import {
  checkIdNumber,
  checkMobile,
  checkOtherDocument,
  checkPhone,
  consentCounts,
  idCheckCharacter,
  imageType,
  maskDocument,
  maskPhone
} from '../../../electron/contract/people/people-rules.ts';
import { fieldOfHeader } from '../../../electron/contract/people/people-import.ts';

describe('citizen numbers (GB 11643-1999)', () => {
  it("accepts the standard's own examples and says what they say", () => {
    expect(checkIdNumber('11010519491231002X')).toEqual({ ok: true, number: '11010519491231002X', birthDate: '1949-12-31', sex: 'female' });
    expect(checkIdNumber('440524188001010014')).toEqual({ ok: true, number: '440524188001010014', birthDate: '1880-01-01', sex: 'male' });
  });

  it('accepts a small x, full-width characters and blanks', () => {
    for (const typed of ['11010519491231002x', '１１０１０５１９４９１２３１００２Ｘ', ' 110105 19491231 002X ', '110105-19491231-002X']) {
      expect(checkIdNumber(typed)).toMatchObject({ ok: true, number: '11010519491231002X' });
    }
  });

  it('says what is wrong, and which last character there should be', () => {
    const why = (text: string, today?: string) => {
      const check = checkIdNumber(text, today);
      return check.ok ? 'ok' : { reason: check.reason, ...check.params };
    };
    expect(why('110105194912310021')).toEqual({ reason: 'check_digit', expected: 'X' });
    expect(why('440524188001010015')).toEqual({ reason: 'check_digit', expected: '4' });
    expect(why('110105491231002')).toEqual({ reason: 'fifteen' });
    expect(why('1101051949123100')).toEqual({ reason: 'length', length: 16 });
    expect(why('11010519491231O02X')).toEqual({ reason: 'characters', character: 'O' });
    expect(why('1101X519491231002X')).toEqual({ reason: 'characters', character: 'X' });
    expect(why('99010519491231002X')).toEqual({ reason: 'province', prefix: '99' });
    expect(why('11010519490231002X')).toEqual({ reason: 'birth_date', date: '1949-02-31' });
    expect(why('')).toEqual({ reason: 'empty' });
    const seventeen = '33010220300101001';
    expect(why(seventeen + idCheckCharacter(seventeen), '2026-11-23')).toEqual({ reason: 'birth_date', date: '2030-01-01' });
  });

  it('finds every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 1, max: 28 }),
        fc.nat(16),
        fc.integer({ min: 1, max: 9 }),
        (sequence, day, at, by) => {
          const seventeen = `3301021990${'07'}${String(day).padStart(2, '0')}${String(sequence).padStart(3, '0')}`;
          const number = seventeen + idCheckCharacter(seventeen);
          expect(checkIdNumber(number).ok).toBe(true);
          const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
          expect(checkIdNumber(wrong).ok).toBe(false);
          const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
          if (swapped !== number) expect(checkIdNumber(swapped).ok).toBe(false);
        }
      )
    );
  });
});

describe('other numbers', () => {
  it('takes mobiles of the mainland only, as they are typed', () => {
    expect(checkMobile('138 0000-5678')).toBe('13800005678');
    expect(checkMobile('+8613800005678')).toBe('13800005678');
    expect(checkMobile('１３８００００５６７８')).toBe('13800005678');
    for (const no of ['12800005678', '1380000567', '138000056789', '0574-87654321', '']) expect(checkMobile(no)).toBe(null);
  });

  it('takes any telephone for others', () => {
    expect(checkPhone('0574-87654321')).toBe('0574-87654321');
    expect(checkPhone('+852 2345 6789')).toBe('+852 2345 6789');
    expect(checkPhone('ask him')).toBe(null);
  });

  it('takes passports and permits', () => {
    expect(checkOtherDocument('e1234 5678')).toBe('E12345678');
    expect(checkOtherDocument('E1')).toBe(null);
  });

  it('masks', () => {
    expect(maskDocument('330102199001011234')).toBe('3301**********1234');
    expect(maskDocument('E12345678')).toBe('E****5678');
    expect(maskDocument('A1234')).toBe('A**34');
    expect(maskPhone('13800005678')).toBe('138****5678');
    expect(maskPhone('87654321')).toBe('******21');
    expect(maskDocument('') + maskPhone('')).toBe('');
  });

  it('never shows more of a number than its ends', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{5,20}$/), (number) => {
        expect(maskDocument(number)).toHaveLength(number.length);
        expect(maskDocument(number).split('*').length - 1).toBeGreaterThanOrEqual(
          number.length >= 8 ? number.length - 8 : number.length - 3
        );
      })
    );
  });

  it('asks a guardian below fourteen', () => {
    expect(consentCounts('paper', '2012-11-24', '2026-11-23')).toBe(false);
    expect(consentCounts('paper', '2012-11-23', '2026-11-23')).toBe(true);
    expect(consentCounts('guardian', '2020-01-01', '2026-11-23')).toBe(true);
    expect(consentCounts('spoken', null, '2026-11-23')).toBe(true);
  });

  it('knows pictures by their first bytes', () => {
    expect(imageType(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(imageType(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('image/png');
    expect(imageType(new TextEncoder().encode('<svg onload=alert(1)>'))).toBe(null);
  });
});

describe('the branch rule', () => {
  it('counts full members', () => {
    expect([0, 1, 2, 3, 6, 7, 50, 51].map((n) => suggestBranch(n).kind)).toEqual([
      'none',
      'joint',
      'joint',
      'own',
      'own',
      'committee',
      'committee',
      'several'
    ]);
    expect(suggestBranch(5).formula).toBe('3 ≤ 5 < 7');
  });
});

describe('headers of rosters', () => {
  it('are understood in both languages and with remarks', () => {
    expect(
      ['姓名', ' 姓 名*', '身份证号码（18位）', '联系电话', 'ID Number', 'Mobile phone', '班组名称', '政治面貌'].map(fieldOfHeader)
    ).toEqual(['name', 'name', 'documentNumber', 'mobile', 'documentNumber', 'mobile', 'team', 'politicalStatus']);
    expect(fieldOfHeader('血型')).toBe(null);
    expect(fieldOfHeader('')).toBe(null);
  });
});
