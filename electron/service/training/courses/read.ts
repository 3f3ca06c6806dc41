import type { CertificateRule } from '../../../contract/training/certificate-rules.ts';
import type { Course, CourseCategory, Material } from '../../../contract/training/courses.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';

/** The certificate rule as stored; null where none is given. */
export const readRule = (stored: string | null): CertificateRule | null =>
  stored === null ? null : (JSON.parse(stored) as CertificateRule);
export const readMaterials = (stored: string): Material[] => JSON.parse(stored) as Material[];

/** Courses by category and title. A station has some dozens, so all are read. */
export async function readCourses(
  db: Db,
  which: { id: number } | { archived: boolean; categoryId?: number | undefined; text?: string | undefined }
): Promise<Course[]> {
  let query = db
    .selectFrom('course')
    .innerJoin('course_category', 'course_category.id', 'course.category_id')
    .leftJoin('course_cover', 'course_cover.course_id', 'course.id')
    .selectAll('course')
    .select(['course_category.name as category_name', 'course_category.name_en as category_name_en', 'course_cover.mime'])
    .select((eb) => [
      eb
        .selectFrom('class')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('class.course_id', '=', 'course.id')
        .as('classes'),
      eb
        .selectFrom('class')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('class.course_id', '=', 'course.id')
        .where('class.state', 'in', ['draft', 'open', 'confirmed', 'running'])
        .as('current')
    ])
    .orderBy('course.category_id')
    .orderBy('course.title');
  if ('id' in which) query = query.where('course.id', '=', which.id);
  else {
    if (!which.archived) query = query.where('course.archived_at', 'is', null);
    if (which.categoryId !== undefined) query = query.where('course.category_id', '=', which.categoryId);
  }
  const text = 'id' in which ? '' : (which.text?.trim().toLowerCase() ?? '');
  const rows = (await query.execute()).filter(
    (row) => text === '' || row.title.toLowerCase().includes(text) || row.title_en.toLowerCase().includes(text)
  );
  if (rows.length === 0) return [];
  const needs = await db
    .selectFrom('course_need')
    .innerJoin('course', 'course.id', 'course_need.needed_course_id')
    .select(['course_id', 'needed_course_id', 'what', 'course.title'])
    .where(
      'course_id',
      'in',
      rows.map((row) => row.id)
    )
    .orderBy('needed_course_id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    categoryId: row.category_id,
    category: { id: row.category_id, name: row.category_name, nameEn: row.category_name_en },
    title: row.title,
    titleEn: row.title_en,
    description: row.description,
    minutes: row.minutes,
    audience: row.audience,
    needs: needs
      .filter((need) => need.course_id === row.id)
      .map((need) => ({ courseId: need.needed_course_id, what: need.what, title: need.title })),
    defaultCapacity: row.default_capacity,
    minToOpen: row.min_to_open,
    materials: readMaterials(row.materials),
    certificate: readRule(row.certificate),
    certificateTitle: row.certificate_title,
    certificateTemplate: row.certificate_template,
    hasCover: row.mime !== null,
    archived: row.archived_at !== null,
    classes: Number(row.classes ?? 0),
    current: Number(row.current ?? 0),
    version: row.version
  }));
}

/** @throws StationError NOT_FOUND */
export async function readCourse(db: Db, id: number): Promise<Course> {
  return found((await readCourses(db, { id }))[0], 'course', id);
}

export async function listCategories(db: Db, archived: boolean): Promise<CourseCategory[]> {
  const query = db.selectFrom('course_category').selectAll().orderBy('id');
  const rows = await (archived ? query : query.where('archived_at', 'is', null)).execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    nameEn: row.name_en,
    archived: row.archived_at !== null,
    version: row.version
  }));
}

/** @throws StationError NOT_FOUND where there is none */
export async function readCover(db: Db, courseId: number): Promise<Blob> {
  const row = found(
    await db.selectFrom('course_cover').selectAll().where('course_id', '=', courseId).executeTakeFirst(),
    'cover',
    courseId
  );
  return new Blob([row.bytes as BlobPart], { type: row.mime });
}
