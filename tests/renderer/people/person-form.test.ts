import { describe, expect, it } from 'vitest';
import { blankForm, formOf, holderOf, problemsOf, sentOf } from '../../../renderer/src/people/people/person-form.ts';
import type { Person } from '../../../electron/contract/people/people.ts';
import { inventedId } from '../../fixtures/people.ts';

const TODAY = '2026-11-23';
const ID = inventedId('1990-01-01', 11);
const PERSON: Person = {
  id: 1,
  name: '赵甲子',
  sex: 'male',
  birthDate: '1990-01-01',
  birthYear: 1990,
  documentKind: 'resident_id',
  documentMasked: '3300**********0110',
  mobileMasked: '',
  organisationId: null,
  organisationName: '',
  trade: '',
  politicalStatus: null,
  organisationPath: [],
  emergencyName: '',
  emergencyPhoneMasked: '138****0001',
  notes: '',
  hasPhoto: false,
  consent: null,
  createdAt: 0,
  updatedAt: 0,
  mergedInto: null,
  version: 3
};

describe('the form of a person', () => {
  it('needs a name and nothing else', () => {
    expect(Object.keys(problemsOf(blankForm(), TODAY))).toEqual(['name']);
    expect(problemsOf({ ...blankForm(), name: '张三' }, TODAY)).toEqual({});
    expect(sentOf({ ...blankForm(), name: ' 张三 ' })).toMatchObject({
      name: '张三',
      documentKind: 'none',
      documentNumber: '',
      birthDate: null
    });
  });

  it('explains a wrong digit as the service would, and reads the holder from a right number', () => {
    const wrong = ID.slice(0, 17) + (ID.endsWith('0') ? '1' : '0');
    expect(problemsOf({ ...blankForm(), name: '张三', documentNumber: wrong }, TODAY).documentNumber).toContain(ID.slice(-1));
    const right = { ...blankForm(), name: '张三', documentNumber: ID };
    expect(problemsOf(right, TODAY)).toEqual({});
    expect(holderOf(right, TODAY)).toEqual({ birthDate: '1990-01-01', sex: 'male' });
    expect(holderOf({ ...right, documentKind: 'passport' }, TODAY)).toBe(null);
  });

  it('sends no number that was shown masked and not touched, and sends an emptied one', () => {
    const form = formOf(PERSON);
    expect(form).toMatchObject({ documentNumber: null, mobile: '', emergencyPhone: null });
    const sent = sentOf(form);
    expect(sent).not.toHaveProperty('documentNumber');
    expect(sent).not.toHaveProperty('emergencyPhone');
    expect(sent.documentKind).toBe('resident_id');
    expect(sentOf({ ...form, documentNumber: '' })).toMatchObject({ documentKind: 'none', documentNumber: '' });
  });

  it('asks a guardian for a child, by what the card says', () => {
    const child = { ...blankForm(), name: '赵小', documentNumber: inventedId('2016-05-05', 21), consent: 'spoken' as const };
    expect(Object.keys(problemsOf(child, TODAY))).toEqual(['consent']);
    expect(problemsOf({ ...child, consent: 'guardian' }, TODAY)).toEqual({});
  });
});
