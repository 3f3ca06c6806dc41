import { sql } from 'kysely';
import { cut, readCursor } from '../../db/keyset.ts';
import type { AwardRow } from '../../../contract/volunteering/recognition.ts';
import { hoursOf } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Language } from '../../../contract/core/station.ts';
import { command, unnumberedCommand, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { fixedQuery } from '../../db/fixed.ts';
import { capped, COUNT_CAP } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { runJob } from '../../core/jobs/run.ts';
import { volunteerName } from '../volunteers/rows.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { readLadder } from './ladder.ts';

export interface AwardInput {
  volunteerIds: number[];
  kind: 'star' | 'honour';
  level: number | null;
  title: string;
  on: string;
  authority: string;
  reference: string;
  remark: string;
}

const invalid = (field: string, reason: string, params?: Record<string, unknown>) =>
  new StationError('INVALID', { field, reason, ...(params === undefined ? {} : { params }) });

/** Awards a star or an honour to several volunteers, all or none. A star needs the hours. @throws StationError INVALID, NOT_FOUND */
export async function awardTx(cmd: Command, input: AwardInput): Promise<number[]> {
  const star = input.kind === 'star' ? (await readLadder(cmd.tx)).find((one) => one.level === input.level) : undefined;
  if (input.kind === 'star' && star === undefined) throw invalid('level', 'unknown');
  if (input.kind === 'honour' && input.title.trim() === '') throw invalid('title', 'empty');
  const ids: number[] = [];
  for (const personId of new Set(input.volunteerIds)) {
    const volunteer = found(
      await cmd.tx
        .selectFrom('volunteer')
        .innerJoin('person', 'person.id', 'volunteer.person_id')
        .select(['volunteer.minutes', 'person.name'])
        .where('volunteer.person_id', '=', personId)
        .executeTakeFirst(),
      'volunteer',
      personId
    );
    if (star !== undefined) {
      if (volunteer.minutes < star.minutes)
        throw invalid('level', 'not_eligible', { name: volunteer.name, minutes: volunteer.minutes, needed: star.minutes });
      const has = await cmd.tx
        .selectFrom('service_award')
        .select('id')
        .where('person_id', '=', personId)
        .where('kind', '=', 'star')
        .where('level', '=', star.level)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (has) throw invalid('level', 'has', { name: volunteer.name });
    }
    const { id } = await cmd.tx
      .insertInto('service_award')
      .values({
        person_id: personId,
        kind: input.kind,
        level: star?.level ?? null,
        title: star?.name ?? input.title.trim(),
        minutes: volunteer.minutes,
        on_date: input.on,
        authority: input.authority,
        reference: input.reference,
        remark: input.remark,
        recorded_at: cmd.now,
        recorded_by: cmd.actor.name,
        revoked_at: null
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    cmd.audit({
      entity: 'service_award',
      entityId: id,
      after: {
        personId,
        kind: input.kind,
        level: star?.level ?? null,
        title: star?.name ?? input.title,
        on: input.on,
        authority: input.authority
      }
    });
    ids.push(id);
  }
  cmd.changed('recognition', 'volunteers');
  return ids;
}

export function award(context: Context, input: AwardInput & { commandId: string }) {
  return command(context, input, async (cmd) => ({ ids: await awardTx(cmd, input) }));
}

/** @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export function revokeAward(context: Context, input: { commandId: string; id: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const row = found(
      await cmd.tx.selectFrom('service_award').selectAll().where('id', '=', input.id).executeTakeFirst(),
      'service_award',
      input.id
    );
    if (row.revoked_at !== null) throw new StationError('STEP_NOT_ALLOWED', { from: 'revoked', step: 'revoke' });
    await cmd.tx.updateTable('service_award').set({ revoked_at: cmd.now, revoked_reason: input.reason }).where('id', '=', row.id).execute();
    cmd.audit({ entity: 'service_award', entityId: row.id, before: { revoked: false }, after: { revoked: true, reason: input.reason } });
    cmd.changed('recognition', 'volunteers');
    return {};
  });
}

export interface AwardFilter {
  year?: number | undefined;
  volunteerId?: number | undefined;
  kind?: 'star' | 'honour' | undefined;
  revoked: boolean;
}

/** The values of filter and cursor for the placeholders of a query. */
interface AwardValues {
  from: string;
  to: string;
  volunteerId: number;
  kind: AwardRow['kind'];
  onDate: string;
  id: number;
}

const valuesOf = ({ year, volunteerId = 0, kind = 'honour' }: AwardFilter, onDate = '', id = 0): AwardValues => ({
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  volunteerId,
  kind,
  onDate,
  id
});

/** The awards of a filter, without names, which counting does not need. */
function filteredAwards(db: Db, filter: AwardFilter, values: AwardValues) {
  let query = db.selectFrom('service_award');
  if (filter.year !== undefined) query = query.where('on_date', '>=', values.from).where('on_date', '<=', values.to);
  if (filter.volunteerId !== undefined) query = query.where('service_award.person_id', '=', values.volunteerId);
  if (filter.kind !== undefined) query = query.where('service_award.kind', '=', values.kind);
  if (!filter.revoked) query = query.where('service_award.revoked_at', 'is', null);
  return query;
}

const awardQuery = (db: Db, filter: AwardFilter, values: AwardValues) =>
  filteredAwards(db, filter, values)
    .innerJoin('volunteer', 'volunteer.person_id', 'service_award.person_id')
    .innerJoin('person', 'person.id', 'service_award.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .selectAll('service_award')
    .select(['volunteer.number as volunteer_number', 'person.name', 'organisation.name as organisation_name']);

const pageQuery = (filter: AwardFilter, goesOn: boolean, limit: number) =>
  fixedQuery((db, values: AwardValues) => {
    const query = awardQuery(db, filter, values)
      .orderBy('on_date', 'desc')
      .orderBy('service_award.id', 'desc')
      .limit(limit + 1);
    return goesOn ? query.where(sql<boolean>`(service_award.on_date, service_award.id) < (${values.onDate}, ${values.id})`) : query;
  });
const countQuery = (filter: AwardFilter) =>
  fixedQuery((db, values: AwardValues) =>
    db
      .selectFrom(
        filteredAwards(db, filter, values)
          .select('service_award.id')
          .limit(COUNT_CAP + 1)
          .as('counted')
      )
      .select((eb) => eb.fn.countAll<number>().as('n'))
  );

/** Queries by the shape of the filter. */
const queries = new Map<string, { page: ReturnType<typeof pageQuery>; count: ReturnType<typeof countQuery> }>();
function queriesFor(filter: AwardFilter, goesOn: boolean, limit: number) {
  const { year, volunteerId, kind, revoked } = filter;
  const shape = [year !== undefined, volunteerId !== undefined, kind !== undefined, revoked, goesOn, limit].join();
  let found = queries.get(shape);
  if (!found) queries.set(shape, (found = { page: pageQuery(filter, goesOn, limit), count: countQuery(filter) }));
  return found;
}

type Joined = Awaited<ReturnType<ReturnType<typeof awardQuery>['execute']>>[number];

const toAward = (row: Joined): AwardRow => ({
  id: row.id,
  volunteer: volunteerName(row),
  kind: row.kind,
  level: row.level,
  title: row.title,
  minutes: row.minutes,
  on: row.on_date,
  authority: row.authority,
  reference: row.reference,
  remark: row.remark,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  revokedAt: row.revoked_at,
  revokedReason: row.revoked_reason
});

/** A page of honours, newest first. @throws StationError INVALID for a cursor of another list */
export async function listAwards(context: Context, input: AwardFilter & { after?: string | undefined; limit: number }) {
  const { db } = context.station;
  let values = valuesOf(input);
  if (input.after !== undefined) {
    const [on, id] = readCursor(input.after, ['text', 'number']) as [string, number];
    values = valuesOf(input, on, id);
  }
  const { page, count } = queriesFor(input, input.after !== undefined, input.limit);
  const rows = await page(db, values);
  const { rows: shown, next } = cut(rows, input.limit, (row) => [row.on_date, row.id]);
  return {
    rows: shown.map(toAward),
    next,
    total: input.after === undefined ? capped((await count(db, values))[0]?.n) : null
  };
}

/** In a worker: makes a workbook of the year's honours. */
export async function exportAwardsJob(input: { year: number; language: Language }, tools: JobTools) {
  const ofYear = { year: input.year, revoked: false };
  const rows = (await awardQuery(tools.open.db, ofYear, valuesOf(ofYear)).orderBy('on_date').orderBy('service_award.id').execute()).map(
    toAward
  );
  const zh = input.language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const name = word(`${input.year}年志愿服务表彰名单`, `Honours ${input.year}`);
  const column = (header: string, width = 14, type: 'text' | 'number' = 'text') => ({ header, width, type });
  const bytes = await writeWorkbook([
    {
      name,
      columns: [
        column(word('日期', 'Date'), 12),
        column(word('志愿者编号', 'Number')),
        column(word('姓名', 'Name')),
        column(word('单位', 'Organisation'), 24),
        column(word('荣誉', 'Honour'), 20),
        column(word('授予时小时', 'Hours then'), 10, 'number'),
        column(word('授予单位', 'Given by'), 24),
        column(word('文号', 'Reference')),
        column(word('备注', 'Remark'), 24)
      ],
      rows: rows.map((row) => [
        row.on,
        row.volunteer.number,
        row.volunteer.name,
        row.volunteer.organisation,
        row.title,
        Number(hoursOf(row.minutes)),
        row.authority,
        row.reference,
        row.remark
      ])
    }
  ]);
  return { name: `${name}.xlsx`, rows: rows.length, bytes };
}

/** Records the export, then makes it in a worker thread. @throws StationError CANCELLED */
export async function exportAwards(context: Context, input: { year: number; language: Language }, signal: AbortSignal | undefined) {
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'service_award', after: { year: input.year } });
    return {};
  });
  const made = await runJob(context.station, 'exportAwards', input, { signal });
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    exportAwards: typeof exportAwardsJob;
  }
}
