import { startOfDate, addDays } from '../../../contract/core/time.ts';
import type { ProjectFields, ProjectNeed } from '../../../contract/volunteering/volunteer-projects.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { nextOfYearTx } from '../../core/numbers.ts';
import { callUnreadyTx } from '../sign-ups/unready.ts';
import { demandChoicesTx } from '../volunteers/choices.ts';
import { projectEventTx } from './events.ts';
import { projectForChangeTx } from './store.ts';

const invalid = (field: string, reason: string, params?: Record<string, unknown>) =>
  new StationError('INVALID', { field, reason, ...(params === undefined ? {} : { params }) });

/** @throws StationError INVALID, NOT_FOUND */
async function demandFieldsTx(cmd: Command, fields: ProjectFields): Promise<void> {
  if (fields.toDate < fields.fromDate) throw invalid('toDate', 'order');
  if (fields.zoneId === null && fields.place === '') throw invalid('place', 'none');
  if (fields.needs.some((need) => need.minimum > need.number)) throw invalid('needs', 'minimum');
  if (new Set(fields.needs.map((need) => need.role)).size < fields.needs.length) throw invalid('needs', 'twice');
  await demandChoicesTx(cmd, 'project_category', [fields.categoryId]);
  await demandChoicesTx(cmd, 'training', fields.trainingIds);
  await demandChoicesTx(
    cmd,
    'skill',
    fields.needs.flatMap((need) => need.skillIds)
  );
  const { zoneId, leaderId, organiserId } = fields;
  if (zoneId !== null) found(await cmd.tx.selectFrom('zone').select('id').where('id', '=', zoneId).executeTakeFirst(), 'zone', zoneId);
  if (leaderId !== null)
    found(await cmd.tx.selectFrom('person').select('id').where('id', '=', leaderId).executeTakeFirst(), 'person', leaderId);
  if (organiserId !== null)
    found(
      await cmd.tx.selectFrom('organisation').select('id').where('id', '=', organiserId).executeTakeFirst(),
      'organisation',
      organiserId
    );
}

const columnsOf = (fields: ProjectFields) => ({
  title: fields.title,
  category_id: fields.categoryId,
  organiser: fields.organiser,
  organiser_id: fields.organiserId,
  zone_id: fields.zoneId,
  place: fields.place,
  service_object: fields.serviceObject,
  description: fields.description,
  leader_id: fields.leaderId,
  contact: fields.contact,
  from_date: fields.fromDate,
  to_date: fields.toDate,
  dangerous: fields.dangerous ? 1 : 0,
  risks: fields.risks,
  min_age: fields.minAge,
  notice_hours: fields.noticeHours,
  notes: fields.notes
});

async function writeTrainingsTx(cmd: Command, projectId: number, ids: readonly number[]): Promise<void> {
  await cmd.tx.deleteFrom('project_training').where('project_id', '=', projectId).execute();
  const rows = [...new Set(ids)].map((choice_id) => ({ project_id: projectId, choice_id }));
  if (rows.length > 0) await cmd.tx.insertInto('project_training').values(rows).execute();
}

/** Changes known needs and makes new ones. A need left out is removed, or archived if shifts point at it. @throws StationError NOT_FOUND */
async function writeNeedsTx(cmd: Command, projectId: number, needs: readonly ProjectNeed[]): Promise<void> {
  const { tx } = cmd;
  const known = await tx.selectFrom('project_need').select('id').where('project_id', '=', projectId).execute();
  const kept = new Set(needs.flatMap((need) => need.id ?? []));
  for (const need of needs)
    if (need.id !== undefined && !known.some((row) => row.id === need.id))
      throw new StationError('NOT_FOUND', { what: 'need', id: need.id });
  for (const { id } of known) {
    if (kept.has(id)) continue;
    const used = await tx.selectFrom('shift').select('id').where('need_id', '=', id).limit(1).executeTakeFirst();
    if (used) await tx.updateTable('project_need').set({ archived: 1 }).where('id', '=', id).execute();
    else {
      await tx.deleteFrom('project_need_skill').where('need_id', '=', id).execute();
      await tx.deleteFrom('project_need').where('id', '=', id).execute();
    }
  }
  // Archive first, so that two needs can swap names; archived names need not be unique.
  for (const need of needs)
    if (need.id !== undefined) await tx.updateTable('project_need').set({ archived: 1 }).where('id', '=', need.id).execute();
  for (const [position, need] of needs.entries()) {
    const values = { role: need.role, number: need.number, minimum: need.minimum, description: need.description, position, archived: 0 };
    let { id } = need;
    if (id === undefined)
      id = (
        await tx
          .insertInto('project_need')
          .values({ ...values, project_id: projectId })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    else await tx.updateTable('project_need').set(values).where('id', '=', id).execute();
    await tx.deleteFrom('project_need_skill').where('need_id', '=', id).execute();
    const needId = id;
    const skills = [...new Set(need.skillIds)].map((choice_id) => ({ need_id: needId, choice_id }));
    if (skills.length > 0) await tx.insertInto('project_need_skill').values(skills).execute();
  }
}

/** @throws StationError INVALID, NOT_FOUND */
export async function createProjectTx(cmd: Command, fields: ProjectFields) {
  await demandFieldsTx(cmd, fields);
  const code = await nextOfYearTx(cmd, 'project', 4);
  const { id } = await cmd.tx
    .insertInto('project')
    .values({ ...columnsOf(fields), code, state: 'draft', state_before: null, created_at: cmd.now, created_by: cmd.actor.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeTrainingsTx(cmd, id, fields.trainingIds);
  await writeNeedsTx(
    cmd,
    id,
    fields.needs.map(({ id: _id, ...need }) => need)
  );
  await projectEventTx(cmd, { projectId: id, kind: 'created' });
  cmd.audit({ entity: 'project', entityId: id, after: { code, ...audited(fields) } });
  cmd.changed('volunteer-projects');
  return { id, code, version: 1 };
}

const audited = ({ description, notes, needs, ...rest }: ProjectFields) => ({
  ...rest,
  description: description.length,
  notes: notes.length,
  needs: needs.map(({ role, number, minimum }) => ({ role, number, minimum }))
});

export function createProject(context: Context, input: ProjectFields & { commandId: string }) {
  const { commandId: _command, ...fields } = input;
  return command(context, input, (cmd) => createProjectTx(cmd, fields));
}

/** @throws StationError NOT_FOUND, STALE, INVALID */
export function updateProject(context: Context, input: ProjectFields & { commandId: string; id: number; version: number }) {
  return command(context, input, async (cmd) => {
    const row = await projectForChangeTx(cmd, input);
    const { commandId: _command, id, version: _version, ...fields } = input;
    await demandFieldsTx(cmd, fields);
    const outside = await cmd.tx
      .selectFrom('shift')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('project_id', '=', id)
      .where('state', '<>', 'cancelled')
      .where((eb) => eb.or([eb('from_at', '<', startOfDate(fields.fromDate)), eb('from_at', '>=', startOfDate(addDays(fields.toDate, 1)))]))
      .executeTakeFirstOrThrow();
    if (Number(outside.n) > 0) throw invalid('fromDate', 'shifts_outside', { count: Number(outside.n) });
    if (fields.categoryId !== row.category_id) {
      const counted = await cmd.tx
        .selectFrom('volunteer_month')
        .select('month')
        .where('dimension', '=', 'project')
        .where('dimension_id', '=', id)
        .limit(1)
        .executeTakeFirst();
      if (counted) throw invalid('categoryId', 'counted');
    }
    const trainings = await cmd.tx.selectFrom('project_training').select('choice_id').where('project_id', '=', id).execute();
    const version = row.version + 1;
    await cmd.tx
      .updateTable('project')
      .set({ ...columnsOf(fields), version })
      .where('id', '=', id)
      .execute();
    await writeTrainingsTx(cmd, id, fields.trainingIds);
    await writeNeedsTx(cmd, id, fields.needs);
    const demanded =
      (row.dangerous === 1) !== fields.dangerous ||
      [...new Set(fields.trainingIds)].sort().join() !==
        trainings
          .map((one) => one.choice_id)
          .sort()
          .join();
    const toCall = demanded ? await callUnreadyTx(cmd, { projectId: id }) : 0;
    cmd.audit({
      entity: 'project',
      entityId: id,
      before: { title: row.title, state: row.state, fromDate: row.from_date, toDate: row.to_date, dangerous: row.dangerous === 1 },
      after: { ...audited(fields), ...(toCall === 0 ? {} : { toCall }) }
    });
    cmd.changed('volunteer-projects', 'shifts');
    return { version };
  });
}
