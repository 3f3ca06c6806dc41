import type { DocumentKind, ConsentWay, Sex } from '@contract/people/people-rules.ts';
import { checkIdNumber, checkMobile, checkOtherDocument, checkPhone, consentCounts } from '@contract/people/people-rules.ts';
import type { Person, PoliticalStatus } from '@contract/people/people.ts';
import { problemText } from '@/people/people/texts.ts';
import { translate } from '@/ui/i18n/index.ts';

/** The form of a person. A null number is on record and unchanged; it is not sent. */
export interface PersonForm {
  name: string;
  sex: Sex | null;
  birthDate: string;
  documentKind: DocumentKind;
  documentNumber: string | null;
  mobile: string | null;
  organisationId: number | null;
  trade: string;
  politicalStatus: PoliticalStatus | null;
  emergencyName: string;
  emergencyPhone: string | null;
  notes: string;
  consent: ConsentWay | null;
}

export const blankForm = (): PersonForm => ({
  name: '',
  sex: null,
  birthDate: '',
  documentKind: 'resident_id',
  documentNumber: '',
  mobile: '',
  organisationId: null,
  trade: '',
  politicalStatus: null,
  emergencyName: '',
  emergencyPhone: '',
  notes: '',
  consent: null
});

export const formOf = (person: Person): PersonForm => ({
  name: person.name,
  sex: person.sex,
  birthDate: person.birthDate ?? '',
  documentKind: person.documentKind === 'none' ? 'resident_id' : person.documentKind,
  documentNumber: person.documentMasked === '' ? '' : null,
  mobile: person.mobileMasked === '' ? '' : null,
  organisationId: person.organisationId,
  trade: person.trade,
  politicalStatus: person.politicalStatus,
  emergencyName: person.emergencyName,
  emergencyPhone: person.emergencyPhoneMasked === '' ? '' : null,
  notes: person.notes,
  consent: null
});

/** The fields to send. An empty document number means no document, so that a name alone suffices. */
export function sentOf(form: PersonForm) {
  const kind: DocumentKind = form.documentNumber !== null && form.documentNumber.trim() === '' ? 'none' : form.documentKind;
  return {
    name: form.name.trim(),
    sex: form.sex,
    birthDate: form.birthDate || null,
    documentKind: kind,
    organisationId: form.organisationId,
    trade: form.trade.trim(),
    politicalStatus: form.politicalStatus,
    emergencyName: form.emergencyName.trim(),
    notes: form.notes,
    ...(form.documentNumber === null ? {} : { documentNumber: kind === 'none' ? '' : form.documentNumber }),
    ...(form.mobile === null ? {} : { mobile: form.mobile }),
    ...(form.emergencyPhone === null ? {} : { emergencyPhone: form.emergencyPhone })
  };
}

type Field = 'name' | 'documentNumber' | 'mobile' | 'emergencyPhone' | 'consent';

/** Problems of a form by field, in the window's language, by the rules of the service. */
export function problemsOf(form: PersonForm, today: string): Partial<Record<Field, string>> {
  const problems: Partial<Record<Field, string>> = {};
  if (form.name.trim() === '') problems.name = translate('common.required');
  const number = form.documentNumber?.trim() ?? '';
  if (number !== '') {
    if (form.documentKind === 'resident_id') {
      const check = checkIdNumber(number, today);
      if (!check.ok) problems.documentNumber = problemText(check.reason, check.params);
    } else if (checkOtherDocument(number) === null) problems.documentNumber = problemText('document');
  }
  if (form.mobile?.trim() && checkMobile(form.mobile) === null) problems.mobile = problemText('mobile');
  if (form.emergencyPhone?.trim() && checkPhone(form.emergencyPhone) === null) problems.emergencyPhone = problemText('phone');
  if (form.consent !== null && !consentCounts(form.consent, birthDateOf(form, today), today))
    problems.consent = problemText('guardian_needed');
  return problems;
}

/** Birth date and sex in the form's citizen's number; null while it is not valid. */
export function holderOf(form: PersonForm, today: string): { birthDate: string; sex: Sex } | null {
  if (form.documentKind !== 'resident_id' || !form.documentNumber?.trim()) return null;
  const check = checkIdNumber(form.documentNumber, today);
  return check.ok ? { birthDate: check.birthDate, sex: check.sex } : null;
}

const birthDateOf = (form: PersonForm, today: string) => holderOf(form, today)?.birthDate ?? (form.birthDate || null);
