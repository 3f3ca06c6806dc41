import type { ProjectFields } from '@contract/volunteering/volunteer-projects.ts';

interface NeedForm {
  id?: number;
  role: string;
  skillIds: number[];
  number: number;
  minimum: number;
  description: string;
}

/** The form of a project; every field has a value that a control can show. */
export interface ProjectForm {
  title: string;
  categoryId: number;
  organiser: string;
  organiserId: number | null;
  where: 'zone' | 'outside';
  zoneId: number;
  place: string;
  serviceObject: string;
  description: string;
  leader: { id: number; name: string; note: string } | null;
  contact: string;
  fromDate: string;
  toDate: string;
  dangerous: boolean;
  risks: string;
  trainingIds: number[];
  /** 0: none. */
  minAge: number;
  noticeHours: number;
  notes: string;
  needs: NeedForm[];
}

export const blankNeed = (): NeedForm => ({ role: '', skillIds: [], number: 5, minimum: 0, description: '' });

/** @param today date of the station */
export const blankForm = (today: string): ProjectForm => ({
  title: '',
  categoryId: 0,
  organiser: '',
  organiserId: null,
  where: 'zone',
  zoneId: 0,
  place: '',
  serviceObject: '',
  description: '',
  leader: null,
  contact: '',
  fromDate: today,
  toDate: today,
  dangerous: false,
  risks: '',
  trainingIds: [],
  minAge: 0,
  noticeHours: 24,
  notes: '',
  needs: [blankNeed()]
});

export function toForm(fields: ProjectFields, leader: { id: number; name: string } | null): ProjectForm {
  return {
    title: fields.title,
    categoryId: fields.categoryId,
    organiser: fields.organiser,
    organiserId: fields.organiserId,
    where: fields.zoneId === null ? 'outside' : 'zone',
    zoneId: fields.zoneId ?? 0,
    place: fields.place,
    serviceObject: fields.serviceObject,
    description: fields.description,
    leader: leader === null ? null : { ...leader, note: '' },
    contact: fields.contact,
    fromDate: fields.fromDate,
    toDate: fields.toDate,
    dangerous: fields.dangerous,
    risks: fields.risks,
    trainingIds: [...fields.trainingIds],
    minAge: fields.minAge ?? 0,
    noticeHours: fields.noticeHours,
    notes: fields.notes,
    needs: fields.needs.map((need) => ({
      ...(need.id === undefined ? {} : { id: need.id }),
      role: need.role,
      skillIds: [...need.skillIds],
      number: need.number,
      minimum: need.minimum,
      description: need.description
    }))
  };
}

export function toFields(form: ProjectForm): ProjectFields {
  return {
    title: form.title.trim(),
    categoryId: form.categoryId,
    organiser: form.organiser.trim(),
    organiserId: form.organiserId,
    zoneId: form.where === 'zone' && form.zoneId !== 0 ? form.zoneId : null,
    place: form.where === 'outside' ? form.place.trim() : '',
    serviceObject: form.serviceObject.trim(),
    description: form.description.trim(),
    leaderId: form.leader?.id ?? null,
    contact: form.contact.trim(),
    fromDate: form.fromDate,
    toDate: form.toDate,
    dangerous: form.dangerous,
    risks: form.risks.trim(),
    trainingIds: [...form.trainingIds],
    minAge: form.minAge === 0 ? null : form.minAge,
    noticeHours: form.noticeHours,
    notes: form.notes.trim(),
    needs: form.needs
      .filter((need) => need.role.trim() !== '')
      .map((need) => ({ ...need, role: need.role.trim(), skillIds: [...need.skillIds], description: need.description.trim() }))
  };
}

export type Gap = 'title' | 'category' | 'place' | 'days' | 'minimum' | 'twice' | 'risks';

/** What a form still lacks before it can be saved, in the order of its fields. */
export function gapsOf(form: ProjectForm): Gap[] {
  const gaps: Gap[] = [];
  const roles = form.needs.map((need) => need.role.trim()).filter((role) => role !== '');
  if (form.title.trim() === '') gaps.push('title');
  if (form.categoryId === 0) gaps.push('category');
  if (form.where === 'zone' ? form.zoneId === 0 : form.place.trim() === '') gaps.push('place');
  if (form.fromDate === '' || form.toDate === '' || form.toDate < form.fromDate) gaps.push('days');
  if (form.needs.some((need) => need.minimum > need.number)) gaps.push('minimum');
  if (new Set(roles).size < roles.length) gaps.push('twice');
  // Volunteers are told of the risks before they sign up (志愿服务条例 article 12).
  if (form.dangerous && form.risks.trim() === '') gaps.push('risks');
  return gaps;
}
