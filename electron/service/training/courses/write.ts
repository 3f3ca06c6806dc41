import type { z } from 'zod';
import { COURSE_OFFERS, MAX_COVER_BYTES, type courseFields } from '../../../contract/training/courses.ts';
import { DEFAULT_CERTIFICATE_RULE } from '../../../contract/training/certificate-rules.ts';
import { imageType } from '../../../contract/people/people-rules.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { difference } from '../../schedule/reservations/store.ts';

export type CourseInput = z.output<z.ZodObject<typeof courseFields>>;

const columns = (input: CourseInput) => ({
  category_id: input.categoryId,
  title: input.title,
  title_en: input.titleEn,
  description: input.description,
  minutes: input.minutes,
  audience: input.audience,
  default_capacity: input.defaultCapacity,
  min_to_open: input.minToOpen,
  materials: JSON.stringify(input.materials),
  certificate: input.certificate === null ? null : JSON.stringify(input.certificate),
  certificate_title: input.certificateTitle,
  certificate_template: input.certificateTemplate
});

async function demandFreeTitleTx(cmd: Command, title: string, id: number | null): Promise<void> {
  const taken = await cmd.tx
    .selectFrom('course')
    .select('id')
    .where('title', '=', title)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (taken && taken.id !== id) throw new StationError('NAME_TAKEN', { name: title });
}

/** @throws StationError INVALID, NAME_TAKEN, NOT_FOUND */
async function checkTx(cmd: Command, input: CourseInput, id: number | null): Promise<void> {
  if (input.minToOpen > input.defaultCapacity) throw new StationError('INVALID', { field: 'minToOpen', reason: 'over_capacity' });
  await demandFreeTitleTx(cmd, input.title, id);
  found(
    await cmd.tx.selectFrom('course_category').select('id').where('id', '=', input.categoryId).executeTakeFirst(),
    'category',
    input.categoryId
  );
  for (const need of input.needs) {
    found(await cmd.tx.selectFrom('course').select('id').where('id', '=', need.courseId).executeTakeFirst(), 'course', need.courseId);
    if (need.courseId === id) throw new StationError('INVALID', { field: 'needs', reason: 'itself' });
    if (id !== null && (await needsTx(cmd, need.courseId, id))) throw new StationError('INVALID', { field: 'needs', reason: 'cycle' });
  }
}

/** Whether a course needs another one, directly or through others. */
async function needsTx(cmd: Command, courseId: number, wanted: number): Promise<boolean> {
  const seen = new Set([courseId]);
  for (const id of seen) {
    const rows = await cmd.tx.selectFrom('course_need').select('needed_course_id').where('course_id', '=', id).execute();
    if (rows.some((row) => row.needed_course_id === wanted)) return true;
    for (const row of rows) seen.add(row.needed_course_id);
  }
  return false;
}

async function writeNeedsTx(cmd: Command, courseId: number, needs: CourseInput['needs']): Promise<void> {
  await cmd.tx.deleteFrom('course_need').where('course_id', '=', courseId).execute();
  const distinct = new Map(needs.map((need) => [need.courseId, need.what]));
  for (const [needed_course_id, what] of distinct)
    await cmd.tx.insertInto('course_need').values({ course_id: courseId, needed_course_id, what }).execute();
}

/** @throws StationError INVALID, NAME_TAKEN, NOT_FOUND */
export async function createCourseTx(cmd: Command, input: CourseInput): Promise<number> {
  await checkTx(cmd, input, null);
  const { id } = await cmd.tx
    .insertInto('course')
    .values({ ...columns(input), created_at: cmd.now, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeNeedsTx(cmd, id, input.needs);
  cmd.audit({ entity: 'course', entityId: id, after: { ...columns(input), needs: input.needs } });
  cmd.changed('courses');
  return id;
}

async function courseForChangeTx(cmd: Command, input: { id: number; version: number }) {
  const row = found(await cmd.tx.selectFrom('course').selectAll().where('id', '=', input.id).executeTakeFirst(), 'course', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'course' });
  return row;
}

/** @throws StationError NOT_FOUND, STALE, NAME_TAKEN, INVALID */
export async function updateCourseTx(cmd: Command, input: CourseInput & { id: number; version: number }) {
  const row = await courseForChangeTx(cmd, input);
  await checkTx(cmd, input, row.id);
  const before = await cmd.tx
    .selectFrom('course_need')
    .select(['needed_course_id as courseId', 'what'])
    .where('course_id', '=', row.id)
    .execute();
  const version = row.version + 1;
  await cmd.tx
    .updateTable('course')
    .set({ ...columns(input), version })
    .where('id', '=', row.id)
    .execute();
  await writeNeedsTx(cmd, row.id, input.needs);
  cmd.audit({ entity: 'course', entityId: row.id, ...difference({ ...row, needs: before }, { ...columns(input), needs: input.needs }) });
  cmd.changed('courses', 'classes');
  return { version };
}

/** @throws StationError NOT_FOUND, STALE, IN_USE, NAME_TAKEN */
export async function archiveCourseTx(cmd: Command, input: { id: number; version: number; archived: boolean }) {
  const row = await courseForChangeTx(cmd, input);
  if (input.archived) {
    const { n } = await cmd.tx
      .selectFrom('class')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('course_id', '=', row.id)
      .where('state', 'in', ['draft', 'open', 'confirmed', 'running'])
      .executeTakeFirstOrThrow();
    if (Number(n) > 0) throw new StationError('IN_USE', { what: 'course', count: Number(n) });
  } else await demandFreeTitleTx(cmd, row.title, row.id);
  const version = row.version + 1;
  const archived_at = input.archived ? (row.archived_at ?? cmd.now) : null;
  await cmd.tx.updateTable('course').set({ archived_at, version }).where('id', '=', row.id).execute();
  cmd.audit({ entity: 'course', entityId: row.id, before: { archived_at: row.archived_at }, after: { archived_at } });
  cmd.changed('courses');
  return { version };
}

/** Adds offered courses, each after the course it builds on; leaves out those whose title is taken. @throws StationError INVALID */
export async function createOfferedCoursesTx(cmd: Command, keys: readonly string[]): Promise<number[]> {
  const made: number[] = [];
  const unknown = keys.find((key) => !COURSE_OFFERS.some((offer) => offer.key === key));
  if (unknown !== undefined) throw new StationError('INVALID', { field: 'keys', reason: 'unknown', params: { key: unknown } });
  const idOf = async (title: string) =>
    (await cmd.tx.selectFrom('course').select('id').where('title', '=', title).where('archived_at', 'is', null).executeTakeFirst())?.id;
  const categories = await cmd.tx.selectFrom('course_category').select(['id', 'key']).execute();
  for (const offer of COURSE_OFFERS.filter((one) => keys.includes(one.key))) {
    if ((await idOf(offer.title)) !== undefined) continue;
    const before = COURSE_OFFERS.find((one) => one.key === offer.after);
    const neededId = before === undefined ? undefined : await idOf(before.title);
    const category = categories.find((one) => one.key === offer.category) ?? categories[0];
    made.push(
      await createCourseTx(cmd, {
        categoryId: category?.id ?? 0,
        title: offer.title,
        titleEn: offer.titleEn,
        description: '',
        minutes: offer.minutes,
        audience: '',
        needs: neededId === undefined ? [] : [{ courseId: neededId, what: 'course' }],
        defaultCapacity: offer.capacity,
        minToOpen: offer.minToOpen,
        materials: [],
        certificate: offer.validMonths === undefined ? null : { ...DEFAULT_CERTIFICATE_RULE, validMonths: offer.validMonths },
        certificateTitle: '',
        certificateTemplate: null
      })
    );
  }
  return made;
}

/** Reads and checks a cover, before the command begins. @throws StationError TOO_LARGE, FILE_UNREADABLE */
export async function readCoverFile(file: Blob): Promise<{ mime: string; bytes: Uint8Array }> {
  if (file.size > MAX_COVER_BYTES) throw new StationError('TOO_LARGE', { limitBytes: MAX_COVER_BYTES });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mime = imageType(bytes);
  if (!mime) throw new StationError('FILE_UNREADABLE', { reason: 'not_image' });
  return { mime, bytes };
}

export async function setCoverTx(cmd: Command, courseId: number, image: { mime: string; bytes: Uint8Array } | null): Promise<void> {
  found(await cmd.tx.selectFrom('course').select('id').where('id', '=', courseId).executeTakeFirst(), 'course', courseId);
  const before = await cmd.tx.deleteFrom('course_cover').where('course_id', '=', courseId).returning('mime').executeTakeFirst();
  if (image)
    await cmd.tx
      .insertInto('course_cover')
      .values({ course_id: courseId, ...image })
      .execute();
  cmd.audit({
    entity: 'course',
    entityId: courseId,
    before: { cover: before?.mime ?? null },
    after: { cover: image ? `${image.mime}, ${image.bytes.length} bytes` : null }
  });
  cmd.changed('courses');
}
