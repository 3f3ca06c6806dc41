import { DESK, HEAD, type Happening } from '../../core/demo/happening.ts';
import { addDays, dateOf, DAY_MS, HOUR_MS, instantOf, MINUTE_MS, startOfDate, weekdayOf } from '../../../contract/core/time.ts';
import { availabilityBit } from '../../../contract/volunteering/volunteer-rules.ts';
import { volunteerFieldsSchema } from '../../../contract/volunteering/volunteers.ts';
import type { Command } from '../../core/command.ts';
import { systemCommand } from '../../core/command.ts';
import type { Station } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { awardTx } from '../recognition/awards.ts';
import { giveTurn } from '../../schedule/series/plan.ts';
import { requestTx } from '../service-certificates/issue.ts';
import { clockInTx, openShiftTx } from '../service-hours/clock.ts';
import { approveTx, correctTx } from '../service-hours/decide.ts';
import { enterSheetTx } from '../service-hours/sheet.ts';
import { closeShiftTx, wholeShiftTx } from '../service-hours/whole.ts';
import { addShiftsTx } from '../shifts/write.ts';
import { settleShiftsTx } from '../shifts/settle.ts';
import { signUpTx } from '../sign-ups/sign-up.ts';
import { projectStepTx } from '../volunteer-projects/steps.ts';
import { readProject } from '../volunteer-projects/store.ts';
import { createProjectTx } from '../volunteer-projects/write.ts';
import { registerTx } from '../volunteers/write.ts';
import { atMoment, dice } from '../../core/demo/moment.ts';
import { DEMO_PROJECTS, DEMO_TEAMS, type DemoProject } from './volunteer-plan.ts';

const VOLUNTEERS = 60;
/** One of every this many people on record is a volunteer. */
const EVERY = 9;
const WEEKS_AHEAD = 4;

interface Made {
  plan: DemoProject;
  id: number;
  needs: { id: number; number: number; skillIds: number[] }[];
}

interface Cast {
  choice: Map<string, number>;
  /** Volunteers in order of registration, with their skills. */
  people: { id: number; skillIds: number[]; insured: boolean }[];
  projects: Map<DemoProject['key'], Made>;
}

/** Registers some sixty people of the demonstration as volunteers with varied data. */
async function registerAllTx(cmd: Command, cast: Cast): Promise<void> {
  const roll = dice(20150815);
  const people = await cmd.tx
    .selectFrom('person')
    .select('id')
    .where('merged_into', 'is', null)
    .where('mobile', 'is not', null)
    .where('birth_date', 'is not', null)
    .orderBy('id')
    .execute();
  const skills = await cmd.tx.selectFrom('volunteer_choice').select('id').where('kind', '=', 'skill').orderBy('id').execute();
  const today = dateOf(cmd.now);
  for (let i = 0; i < VOLUNTEERS && people[i * EVERY] !== undefined; i += 1) {
    const skillIds = [...new Set([skills[i % skills.length]!.id, ...(roll() < 0.5 ? [skills[(i * 3 + 1) % skills.length]!.id] : [])])];
    const insured = roll() < 0.6;
    const trained = roll() < 0.5;
    const fields = volunteerFieldsSchema.parse({
      skillIds,
      languageIds: [cast.choice.get('普通话'), ...(roll() < 0.4 ? [cast.choice.get('宁波话')] : [])],
      availability:
        roll() < 0.8
          ? availabilityBit(6, 'morning') +
            availabilityBit(7, 'morning') +
            (roll() < 0.5 ? availabilityBit(7, 'afternoon') : 0) +
            (roll() < 0.3 ? availabilityBit(3, 'morning') : 0)
          : 0,
      limits: i % 20 === 7 ? '腰伤，不宜搬重物' : '',
      insurance: insured ? '志愿者意外险（示范）' : '',
      // A few insurances end soon, so that the list shows it.
      insuredUntil: insured ? addDays(today, i % 10 === 3 ? 95 : 400) : null,
      trainings: trained ? [{ trainingId: cast.choice.get('交通劝导'), on: addDays(today, -30), validUntil: addDays(today, 700) }] : [],
      publishConsent: roll() < 0.7,
      team: DEMO_TEAMS[i % DEMO_TEAMS.length] ?? '',
      teamLeader: i < 3
    });
    // The last few stay applied.
    const made = await registerTx(cmd, { ...fields, person: { personId: people[i * EVERY]!.id }, activate: i < VOLUNTEERS - 4 });
    if (made.state === 'active') cast.people.push({ id: made.id, skillIds, insured: insured && trained });
  }
}

async function makeProjectTx(cmd: Command, cast: Cast, plan: DemoProject, today: string): Promise<Made> {
  const ids = (names: readonly string[]) => names.flatMap((name) => cast.choice.get(name) ?? []);
  const made = await createProjectTx(cmd, {
    title: plan.title,
    categoryId: cast.choice.get(plan.category) ?? 0,
    organiser: '红色邻里站',
    organiserId: null,
    zoneId: null,
    place: plan.place,
    serviceObject: plan.serviceObject,
    description: plan.description,
    leaderId: cast.people[0]?.id ?? null,
    contact: '0574-00000000',
    fromDate: addDays(today, plan.fromDays),
    toDate: addDays(today, plan.toDays),
    dangerous: plan.dangerous !== undefined,
    risks: plan.dangerous?.risks ?? '',
    trainingIds: ids(plan.dangerous?.trainings ?? []),
    minAge: null,
    noticeHours: 24,
    notes: '',
    needs: plan.needs.map(({ role, number, skills }) => ({ role, number, minimum: 1, skillIds: ids(skills), description: '' }))
  });
  const needs = await cmd.tx
    .selectFrom('project_need')
    .select(['id', 'number', 'role'])
    .where('project_id', '=', made.id)
    .orderBy('position')
    .execute();
  return {
    plan,
    id: made.id,
    needs: needs.map((need) => ({
      id: need.id,
      number: need.number,
      skillIds: ids(plan.needs.find((one) => one.role === need.role)?.skills ?? [])
    }))
  };
}

async function stepTx(cmd: Command, id: number, step: 'open' | 'start' | 'finish' | 'archive'): Promise<void> {
  await projectStepTx(cmd, await readProject(cmd.tx, id), step, '');
}

/** Volunteers with the skills of a role, different ones each time. */
function pick(cast: Cast, made: Made, skillIds: readonly number[], count: number, turn: number): number[] {
  const able = cast.people.filter(
    (one) => skillIds.every((skill) => one.skillIds.includes(skill)) && (made.plan.dangerous === undefined || one.insured)
  );
  const from = able.length >= count ? able : cast.people.filter((one) => made.plan.dangerous === undefined || one.insured);
  return Array.from({ length: Math.min(count, from.length) }, (_, i) => from[(turn * count + i) % from.length]!.id);
}

/** Signs up those who can; it does not matter who. @returns ids of those who got a place or wait */
async function signTx(cmd: Command, shiftId: number, people: readonly number[], whenFull: 'refuse' | 'wait'): Promise<number[]> {
  const signed: number[] = [];
  for (const id of people) {
    try {
      await signUpTx(cmd, { shiftId, volunteerIds: [id], overrideReason: '', whenFull });
      signed.push(id);
    } catch (error) {
      if (!(error instanceof StationError) || error.code !== 'SIGN_UP_REFUSED') throw error;
    }
  }
  return signed;
}

/** Adds a shift in its project's zone, or at the place outside when the zone is taken. */
async function addOneTx(cmd: Command, made: Made, shift: { needId: number; from: number; to: number }): Promise<number> {
  const { zone: key } = made.plan;
  const zone =
    key === undefined
      ? undefined
      : await cmd.tx.selectFrom('zone').select('id').where('key', '=', key).where('archived_at', 'is', null).executeTakeFirst();
  const project = await readProject(cmd.tx, made.id);
  const add = async (where: { zoneId?: number; place?: string }) =>
    (await addShiftsTx(cmd, project, [{ ...shift, ...where }], { past: true }))[0] ?? 0;
  if (zone === undefined) return add({});
  try {
    return await add({ zoneId: zone.id, place: '' });
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'SERIES_CLASH') throw error;
    return add({});
  }
}

const weekOf = (date: string) => Math.floor(startOfDate(date) / (7 * DAY_MS));

/** The shifts of a project and their events up to now. */
function shiftStory(cast: Cast, made: Made, now: number): Happening[] {
  const { shifts: rule } = made.plan;
  if (rule === null) return [];
  const happenings: Happening[] = [];
  const today = dateOf(now);
  const last = made.plan.toDays > 7 * WEEKS_AHEAD ? 7 * WEEKS_AHEAD : made.plan.toDays;
  for (let date = addDays(today, made.plan.fromDays); date <= addDays(today, last); date = addDays(date, 1)) {
    if (weekdayOf(date) !== rule.weekday || made.plan.end === 'draft') continue;
    const from = instantOf(date, rule.from);
    const to = instantOf(date, rule.to);
    for (const [n, need] of made.needs.entries()) {
      const turn = weekOf(date) + n;
      let shiftId = 0;
      let signed: number[] = [];
      const at = (when: number, actor: Happening['actor'], run: Happening['run']) => happenings.push({ at: when, actor, run });
      at(Math.min(from - 9 * DAY_MS, now - 3 * HOUR_MS), HEAD, async (cmd) => {
        shiftId = await addOneTx(cmd, made, { needId: need.id, from, to });
      });
      // For the coming week one more than the places, so that somebody waits.
      const wanted = pick(cast, made, need.skillIds, need.number + (from > now && from < now + 8 * DAY_MS ? 1 : 0), turn);
      at(Math.min(from - 3 * DAY_MS, now - 2 * HOUR_MS), DESK, async (cmd) => {
        signed = await signTx(cmd, shiftId, from > now + 15 * DAY_MS ? wanted.slice(0, 1) : wanted, 'wait');
      });
      if (to > now) continue;
      const absent = turn % 7 === 3 ? signed.length : -1;
      at(from - 5 * MINUTE_MS, DESK, async (cmd) => {
        await settleShiftsTx(cmd);
        const of = await openShiftTx(cmd, shiftId);
        // Some clock in; the others get the whole shift.
        for (const id of signed.slice(0, 1)) await clockInTx(cmd, of, id, cmd.now);
      });
      at(to + 10 * MINUTE_MS, DESK, async (cmd) => {
        await settleShiftsTx(cmd);
        await wholeShiftTx(cmd, shiftId, absent < 0 ? undefined : signed.slice(0, -1));
        await closeShiftTx(cmd, shiftId);
      });
      if (to < now - 3 * DAY_MS) {
        at(to + 2 * DAY_MS, HEAD, async (cmd) => {
          const rows = await cmd.tx
            .selectFrom('service_record')
            .select('id')
            .where('shift_id', '=', shiftId)
            .where('state', '=', 'pending')
            .execute();
          if (rows.length > 0)
            await approveTx(
              cmd,
              rows.map((row) => row.id),
              turn % 3 === 0 ? 5 : 4,
              ''
            );
        });
      }
    }
  }
  return happenings;
}

const PATROL_DAYS = 34;

/** A month of evenings from paper, which makes some volunteers eligible for their first star. */
function paperStory(cast: Cast, made: Made, now: number): Happening[] {
  const today = dateOf(now);
  return Array.from({ length: PATROL_DAYS }, (_, i) => addDays(today, made.plan.fromDays + 3 + i)).map((date, i): Happening => ({
    at: instantOf(date, '21:00'),
    actor: DESK,
    run: async (cmd) => {
      const rows = cast.people
        .slice(0, 4)
        .flatMap((one, n) =>
          n < 2 || i % 3 === n - 2
            ? [{ volunteerId: one.id, from: '17:00', to: n === 1 ? '20:00' : '20:15', role: '巡查', remark: '' }]
            : []
        );
      const { ids } = await enterSheetTx(cmd, {
        projectId: made.id,
        shiftId: null,
        date,
        rows,
        total: { people: rows.length, minutes: null }
      });
      await approveTx({ ...cmd, now: cmd.now + 12 * HOUR_MS, actor: HEAD }, ids, null, '');
    }
  }));
}

/** A running shift with people clocked in, at any hour. */
function todayStory(cast: Cast, made: Made, now: number): Happening[] {
  const from = Math.floor((now - 50 * MINUTE_MS) / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
  const need = made.needs[0]!;
  let shiftId = 0;
  let signed: number[] = [];
  return [
    {
      at: now - DAY_MS,
      actor: HEAD,
      run: async (cmd) =>
        void ([shiftId = 0] = await addShiftsTx(
          cmd,
          await readProject(cmd.tx, made.id),
          [{ needId: need.id, from, to: from + 3 * HOUR_MS }],
          { past: true }
        ))
    },
    {
      at: now - DAY_MS + 1,
      actor: DESK,
      run: async (cmd) =>
        void (signed = await signTx(
          cmd,
          shiftId,
          cast.people.slice(20, 23).map((one) => one.id),
          'refuse'
        ))
    },
    {
      at: from + 5 * MINUTE_MS,
      actor: DESK,
      run: async (cmd) => {
        await settleShiftsTx(cmd);
        const of = await openShiftTx(cmd, shiftId);
        for (const id of signed.slice(0, 2)) await clockInTx(cmd, of, id, cmd.now);
      }
    }
  ];
}

/** Adds honours, a certificate, and a correction that waits for the head. */
async function lastTx(cmd: Command, cast: Cast): Promise<void> {
  const [first, , third] = cast.people;
  if (first === undefined || third === undefined) return;
  const today = dateOf(cmd.now);
  await atMoment(cmd, cmd.now - 10 * DAY_MS, HEAD, (own) =>
    awardTx(own, {
      volunteerIds: [first.id],
      kind: 'star',
      level: 1,
      title: '',
      on: addDays(today, -10),
      authority: '示范区志愿者协会',
      reference: '',
      remark: ''
    })
  );
  await atMoment(cmd, cmd.now - 9 * DAY_MS, HEAD, (own) =>
    awardTx(own, {
      volunteerIds: [third.id],
      kind: 'honour',
      level: null,
      title: '季度服务之星',
      on: addDays(today, -9),
      authority: '红色邻里站',
      reference: '',
      remark: ''
    })
  );
  await atMoment(cmd, cmd.now - 3 * DAY_MS, DESK, (own) =>
    requestTx(own, { volunteerId: first.id, fromDate: null, toDate: null, projectIds: [], way: 'desk', purpose: '积分落户材料', notes: '' })
  );
  const record = await cmd.tx
    .selectFrom('service_record')
    .selectAll()
    .where('person_id', '=', third.id)
    .where('state', '=', 'approved')
    .orderBy('from_at', 'desc')
    .executeTakeFirst();
  if (record?.to_at == null) return;
  const { id, version, from_at: from, to_at: to } = record;
  await atMoment(cmd, cmd.now - 2 * HOUR_MS, DESK, (own) =>
    correctTx(own, { id, version, from, to: to - 30 * MINUTE_MS, none: false, reason: '本人提出：提前半小时离开' })
  );
}

/**
 * Makes volunteers, running and finished projects, shifts, hours and a certificate around now, with the functions that people use. The
 * same now and the same people give the same result.
 */
export async function seedVolunteersTx(cmd: Command): Promise<void> {
  const choices = await cmd.tx.selectFrom('volunteer_choice').select(['id', 'name']).execute();
  const cast: Cast = { choice: new Map(choices.map((row) => [row.name, row.id])), people: [], projects: new Map() };
  const today = dateOf(cmd.now);
  await atMoment(cmd, cmd.now - 79 * DAY_MS, DESK, (own) => registerAllTx(own, cast));
  const story: Happening[] = [];
  for (const plan of DEMO_PROJECTS) {
    const begun = Math.min(startOfDate(addDays(today, plan.fromDays)), cmd.now) - 2 * DAY_MS;
    const made = await atMoment(cmd, begun, HEAD, (own) => makeProjectTx(own, cast, plan, today));
    cast.projects.set(plan.key, made);
    if (plan.end !== 'draft') await atMoment(cmd, begun, HEAD, (own) => stepTx(own, made.id, 'open'));
    story.push(...shiftStory(cast, made, cmd.now));
    if (plan.key === 'patrol') story.push(...paperStory(cast, made, cmd.now));
    if (plan.key === 'blood') story.push(...todayStory(cast, made, cmd.now));
  }
  story.sort((a, b) => a.at - b.at);
  for (const [i, happening] of story.entries()) {
    await giveTurn(i);
    await atMoment(cmd, happening.at, happening.actor, happening.run);
  }
  for (const { plan, id } of cast.projects.values()) {
    if (plan.end !== 'finished' && plan.end !== 'archived') continue;
    const at = startOfDate(addDays(today, plan.toDays + 1)) + 9 * HOUR_MS;
    if ((await readProject(cmd.tx, id)).state === 'open') await atMoment(cmd, at, HEAD, (own) => stepTx(own, id, 'start'));
    await atMoment(cmd, at, HEAD, (own) => stepTx(own, id, 'finish'));
    if (plan.end === 'archived') await atMoment(cmd, at + 7 * DAY_MS, HEAD, (own) => stepTx(own, id, 'archive'));
  }
  await lastTx(cmd, cast);
}

/** Fills a station that has people but no volunteers. */
export async function seedVolunteers(station: Station): Promise<void> {
  const begun = await station.db.selectFrom('volunteer').select('person_id').limit(1).executeTakeFirst();
  if (begun) return;
  await systemCommand(station, 'demo.seed', async (cmd) => {
    await seedVolunteersTx(cmd);
    return {};
  });
}
