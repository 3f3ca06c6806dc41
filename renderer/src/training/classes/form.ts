import type { ClassFields } from '@contract/training/classes.ts';
import { dateOf, instantOf, clockOf } from '@contract/core/time.ts';

/** The form of a class; every field has a value that a control can show. */
export interface ClassForm {
  courseId: number;
  title: string;
  term: string;
  trainerIds: number[];
  zoneId: number;
  equipment: { equipmentId: number; quantity: number }[];
  capacity: number;
  minToOpen: number;
  /** `YYYY-MM-DD HH:mm` or empty. */
  bookingFrom: string;
  bookingTo: string;
  yuan: number;
  whoKind: 'all' | 'organisations' | 'certificate';
  organisationIds: number[];
  neededCourseId: number;
  /** 0: no limit. */
  quota: number;
  noticeUnit: 'hours' | 'working_days';
  noticeAmount: number;
  bySession: boolean;
  promoteAfterStart: boolean;
  notes: string;
}

const shown = (at: number | null): string => (at === null ? '' : `${dateOf(at)} ${clockOf(at)}`);
const read = (text: string): number | null => (text === '' ? null : instantOf(text.slice(0, 10), text.slice(11, 16)));

export function toForm(fields: ClassFields): ClassForm {
  return {
    courseId: fields.courseId,
    title: fields.title,
    term: fields.term,
    trainerIds: [...fields.trainerIds],
    zoneId: fields.zoneId,
    equipment: fields.equipment.map((one) => ({ ...one })),
    capacity: fields.capacity,
    minToOpen: fields.minToOpen,
    bookingFrom: shown(fields.bookingFrom),
    bookingTo: shown(fields.bookingTo),
    yuan: fields.price / 100,
    whoKind: fields.who.kind,
    organisationIds: fields.who.kind === 'organisations' ? [...fields.who.organisationIds] : [],
    neededCourseId: fields.who.kind === 'certificate' ? fields.who.courseId : 0,
    quota: fields.quota ?? 0,
    noticeUnit: fields.cancelNotice.unit,
    noticeAmount: fields.cancelNotice.amount,
    bySession: fields.bySession,
    promoteAfterStart: fields.promoteAfterStart,
    notes: fields.notes
  };
}

export function toFields(form: ClassForm): ClassFields {
  return {
    courseId: form.courseId,
    title: form.title.trim(),
    term: form.term.trim(),
    trainerIds: [...form.trainerIds],
    zoneId: form.zoneId,
    equipment: form.equipment.map((one) => ({ ...one })),
    capacity: form.capacity,
    minToOpen: form.minToOpen,
    bookingFrom: read(form.bookingFrom),
    bookingTo: read(form.bookingTo),
    price: Math.round(form.yuan * 100),
    who:
      form.whoKind === 'organisations'
        ? { kind: 'organisations', organisationIds: [...form.organisationIds] }
        : form.whoKind === 'certificate'
          ? { kind: 'certificate', courseId: form.neededCourseId }
          : { kind: 'all' },
    quota: form.quota === 0 ? null : form.quota,
    cancelNotice: { unit: form.noticeUnit, amount: form.noticeAmount },
    bySession: form.bySession,
    promoteAfterStart: form.promoteAfterStart,
    notes: form.notes
  };
}

export type Gap = 'course' | 'zone' | 'minimum' | 'organisations' | 'certificate' | 'window';

/** What a form still lacks before it can be saved, in the order of its fields. */
export function gapsOf(form: ClassForm): Gap[] {
  const gaps: Gap[] = [];
  if (form.courseId === 0) gaps.push('course');
  if (form.zoneId === 0) gaps.push('zone');
  if (form.minToOpen > form.capacity) gaps.push('minimum');
  if (form.whoKind === 'organisations' && form.organisationIds.length === 0) gaps.push('organisations');
  if (form.whoKind === 'certificate' && form.neededCourseId === 0) gaps.push('certificate');
  if (form.bookingFrom !== '' && form.bookingTo !== '' && form.bookingTo <= form.bookingFrom) gaps.push('window');
  return gaps;
}
