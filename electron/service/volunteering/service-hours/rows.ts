import type { RecordRow } from '../../../contract/volunteering/service-hours.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { volunteerName } from '../volunteers/rows.ts';

/** Records with their volunteer, project and role, and the pending correction of each. */
export function recordQuery(db: Db) {
  return db
    .selectFrom('service_record')
    .innerJoin('volunteer', 'volunteer.person_id', 'service_record.person_id')
    .innerJoin('person', 'person.id', 'service_record.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .innerJoin('project', 'project.id', 'service_record.project_id')
    .leftJoin('service_record as correction', (join) =>
      join.onRef('correction.corrects_id', '=', 'service_record.id').on('correction.state', '=', 'pending')
    )
    .selectAll('service_record')
    .select([
      'volunteer.number as volunteer_number',
      'person.name',
      'organisation.name as organisation_name',
      'project.code',
      'project.title',
      'correction.id as pending_correction'
    ]);
}
export type RecordJoined = Awaited<ReturnType<ReturnType<typeof recordQuery>['execute']>>[number];

export const toRecord = (row: RecordJoined): RecordRow => ({
  id: row.id,
  volunteer: volunteerName(row),
  project: { id: row.project_id, code: row.code, title: row.title },
  shiftId: row.shift_id,
  role: row.role,
  from: row.from_at,
  to: row.to_at,
  minutes: row.none === 1 ? 0 : row.minutes,
  state: row.state,
  source: row.source,
  enteredBy: row.entered_by,
  enteredById: row.entered_by_id,
  enteredAt: row.entered_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  reason: row.reason,
  rejection: row.rejection,
  quality: row.quality,
  remark: row.remark,
  correctsId: row.corrects_id,
  pendingCorrectionId: row.pending_correction,
  version: row.version
});

/** @throws StationError NOT_FOUND */
export async function recordOf(db: Db, id: number): Promise<RecordRow> {
  return toRecord(found(await recordQuery(db).where('service_record.id', '=', id).executeTakeFirst(), 'service_record', id));
}
