import type { Agent, PartyInput, Side } from '@contract/mediation/case-records.ts';

/** A party in the form. The key lasts while it is edited; the id comes from the service. */
export interface PartyForm extends PartyInput {
  key: string;
}

let serial = 0;
const nextKey = (): string => `p${(serial += 1)}`;

export const emptyAgent = (): Agent => ({
  name: '',
  kind: 'other',
  idNumber: '',
  phone: '',
  organisation: '',
  power: 'general',
  scope: ''
});

export function newParty(side: Side, kind: PartyInput['kind'], given: Partial<PartyInput> = {}): PartyForm {
  return {
    key: nextKey(),
    side,
    kind,
    personId: null,
    organisationId: null,
    name: '',
    sex: '',
    ethnicity: '',
    birthDate: null,
    idNumber: '',
    occupation: '',
    phone: '',
    organisation: '',
    address: '',
    representative: false,
    agent: null,
    ...given
  };
}

export const toForms = (parties: readonly PartyInput[]): PartyForm[] =>
  parties.map((one) => ({ ...one, agent: one.agent ? { ...one.agent } : null, key: nextKey() }));

/** The parties for the service: those with a name, without the form's keys. */
export const toParties = (forms: readonly PartyForm[]): PartyInput[] =>
  forms
    .filter((one) => one.name.trim() !== '')
    .map(({ key: _key, ...party }) => ({
      ...party,
      name: party.name.trim(),
      agent: party.agent && party.agent.name.trim() !== '' ? party.agent : null
    }));

const ID_NUMBER = /^(\d{17}[\dXx]|\d{15})$/;
const PHONE = /^(\+?\d{2,4}-?)?1\d{10}$|^0\d{2,3}-?\d{7,8}$/;

/** Birth date and sex in an 18-digit ID number; null for any other number. */
export function ofIdNumber(number: string): { birthDate: string; sex: 'male' | 'female' } | null {
  const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dXx]$/.exec(number.trim());
  if (!match) return null;
  const [, year, month, day, sexDigit] = match;
  const birthDate = `${year}-${month}-${day}`;
  const real = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== birthDate) return null;
  return { birthDate, sex: Number(sexDigit) % 2 === 1 ? 'male' : 'female' };
}

/**
 * Parses a list of people pasted from a sheet or message: one line each, the name first, then ID number, telephone and occupation in any
 * order. Numbering (`1.`, `2、`) is dropped; lines without a name are left out.
 */
export function parseList(text: string, side: Side): PartyForm[] {
  return text.split(/\r?\n/).flatMap((raw) => {
    const parts = raw
      .normalize('NFKC')
      .replace(/^\s*\d{1,3}\s*[.、)]\s*/, '')
      .split(/[\t,，;；\s]+/)
      .filter((part) => part !== '');
    const words = parts.filter((part) => !/^\d{1,3}$/.test(part));
    const idNumber = words.find((part) => ID_NUMBER.test(part)) ?? '';
    const phone = words.find((part) => PHONE.test(part) && part !== idNumber) ?? '';
    const [name, occupation] = words.filter((part) => part !== idNumber && part !== phone);
    if (name === undefined || /\d/.test(name)) return [];
    return [
      newParty(side, 'person', {
        name: name.slice(0, 60),
        idNumber: idNumber.toUpperCase(),
        phone,
        occupation: (occupation ?? '').slice(0, 40),
        ...(ofIdNumber(idNumber) ?? {})
      })
    ];
  });
}
