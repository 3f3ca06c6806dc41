import type { SentNewVolunteer, SentVolunteer } from './sent.ts';
import type { Volunteer } from '@contract/volunteering/volunteers.ts';
import { isMinor } from '@contract/volunteering/volunteer-rules.ts';
import type { DocumentKind, Sex } from '@contract/people/people-rules.ts';

/** The form of a volunteer; every field has a value that a control can show. */
export interface VolunteerForm {
  who: 'known' | 'new';
  person: { id: number; name: string; note: string } | null;
  name: string;
  mobile: string;
  documentKind: DocumentKind;
  documentNumber: string;
  sex: Sex | null;
  birthDate: string;
  organisationId: number | null;
  emergencyName: string;
  emergencyPhone: string;
  skillIds: number[];
  languageIds: number[];
  trainings: { trainingId: number; on: string; validUntil: string; reference: string }[];
  availability: number;
  availabilityNote: string;
  limits: string;
  guardianName: string;
  /** Null: unchanged. */
  guardianPhone: string | null;
  guardianConsentOn: string;
  insurance: string;
  insuredUntil: string;
  publishConsent: boolean;
  team: string;
  teamLeader: boolean;
  nationalNumber: string;
  notes: string;
}

export function blankForm(): VolunteerForm {
  return {
    who: 'known',
    person: null,
    name: '',
    mobile: '',
    documentKind: 'resident_id',
    documentNumber: '',
    sex: null,
    birthDate: '',
    organisationId: null,
    emergencyName: '',
    emergencyPhone: '',
    skillIds: [],
    languageIds: [],
    trainings: [],
    availability: 0,
    availabilityNote: '',
    limits: '',
    guardianName: '',
    guardianPhone: '',
    guardianConsentOn: '',
    insurance: '',
    insuredUntil: '',
    publishConsent: false,
    team: '',
    teamLeader: false,
    nationalNumber: '',
    notes: ''
  };
}

export function formOf(of: Volunteer): VolunteerForm {
  return {
    ...blankForm(),
    person: { id: of.id, name: of.name, note: of.mobileMasked },
    birthDate: of.birthDate ?? '',
    skillIds: of.skills.map((one) => one.id),
    languageIds: of.languages.map((one) => one.id),
    trainings: of.trainings.map((one) => ({
      trainingId: one.trainingId,
      on: one.on,
      validUntil: one.validUntil ?? '',
      reference: one.reference
    })),
    availability: of.availability,
    availabilityNote: of.availabilityNote,
    limits: of.limits,
    guardianName: of.guardianName,
    guardianPhone: of.guardianPhoneMasked === '' ? '' : null,
    guardianConsentOn: of.guardianConsentOn ?? '',
    insurance: of.insurance,
    insuredUntil: of.insuredUntil ?? '',
    publishConsent: of.publishConsent,
    team: of.team,
    teamLeader: of.teamLeader,
    nationalNumber: of.nationalNumber,
    notes: of.notes
  };
}

/** The volunteer's own fields as the service takes them. */
export const sentFields = (form: VolunteerForm): SentVolunteer => ({
  skillIds: [...form.skillIds],
  languageIds: [...form.languageIds],
  trainings: form.trainings.map((one) => ({
    trainingId: one.trainingId,
    on: one.on,
    validUntil: one.validUntil || null,
    reference: one.reference.trim()
  })),
  availability: form.availability,
  availabilityNote: form.availabilityNote.trim(),
  limits: form.limits.trim(),
  guardianName: form.guardianName.trim(),
  guardianConsentOn: form.guardianConsentOn || null,
  insurance: form.insurance.trim(),
  insuredUntil: form.insuredUntil || null,
  publishConsent: form.publishConsent,
  team: form.team.trim(),
  teamLeader: form.teamLeader,
  nationalNumber: form.nationalNumber.trim(),
  notes: form.notes.trim()
});

/** The volunteer's person for the service: an id, or a new person. */
export const sentPerson = (form: VolunteerForm, confirmDuplicate: boolean): SentNewVolunteer =>
  form.who === 'known'
    ? { personId: form.person?.id ?? 0 }
    : {
        name: form.name.trim(),
        mobile: form.mobile.trim(),
        documentKind: form.documentNumber.trim() === '' ? 'none' : form.documentKind,
        documentNumber: form.documentNumber.trim(),
        sex: form.sex,
        birthDate: form.birthDate || null,
        organisationId: form.organisationId,
        emergencyName: form.emergencyName.trim(),
        emergencyPhone: form.emergencyPhone.trim(),
        confirmDuplicate
      };

export type Gap = 'person' | 'name' | 'training' | 'guardian';

/** What a form still lacks before it can be saved, in the order of its fields. @param today date of the station */
export function gapsOf(form: VolunteerForm, today: string): Gap[] {
  const gaps: Gap[] = [];
  if (form.who === 'known' && form.person === null) gaps.push('person');
  if (form.who === 'new' && form.name.trim() === '') gaps.push('name');
  if (form.trainings.some((one) => one.trainingId === 0 || one.on === '')) gaps.push('training');
  // A consent needs the name of the guardian who gave it.
  if (form.birthDate !== '' && isMinor(form.birthDate, today) && form.guardianConsentOn !== '' && form.guardianName.trim() === '')
    gaps.push('guardian');
  return gaps;
}
