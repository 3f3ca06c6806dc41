import { ROLES } from '../../../electron/contract/core/permissions.ts';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { addDays, DAY_MS } from '../../../electron/contract/core/time.ts';
import { openDemo } from '../../../electron/service/core/demo/demo.ts';
import { DEMO_PASSWORD } from '../../../electron/service/core/demo/operator.ts';
import { hostileInput, procedures, random } from '../../fixtures/hostile.ts';
import { expectSound } from '../../fixtures/schedule.ts';
import { openTestStation } from '../../fixtures/station.ts';

const SEED = Number(process.env['HOSTILE_SEED'] ?? 1);
const ROUNDS = Number(process.env['HOSTILE_ROUNDS'] ?? 4);
/** They run in a worker: every fifth round only, which a longer search reaches (HOSTILE_ROUNDS, with another HOSTILE_SEED). */
const SLOW =
  /^(audit\.(verify|export)|backup\.make|autoPlan\.propose|people\.(export|import\..*)|wishes\.import\..*|(serviceHours|figures)\.export)$/;
/** They end or move the session that everything else is called in; access.test.ts and vault.test.ts call them. */
const NOT_HERE =
  /^(access\.(signIn|signOut|lock|unlock|resume|changePassword|accounts\.(update|resetPassword))|station\.(changes|setUp)|vault\..*)$/;

/** Where the records are that a field's ids name; `id` is told by the procedure. */
const TABLES: Record<string, string> = {
  organisationId: 'organisation',
  organisationIds: 'organisation',
  parentId: 'organisation',
  zoneId: 'zone',
  zoneIds: 'zone',
  equipmentId: 'equipment',
  purposeId: 'purpose',
  purposeIds: 'purpose',
  reservationId: 'reservation',
  seriesId: 'series',
  closureId: 'closure',
  categoryId: 'course_category',
  courseId: 'course',
  courseIds: 'course',
  wishedCourseId: 'course',
  classId: 'class',
  bookingId: 'booking',
  sessionId: 'class_session',
  fromSessionId: 'class_session',
  exceptSessionIds: 'class_session',
  trainerId: 'trainer',
  trainerIds: 'trainer',
  themeId: 'wish_theme',
  fromId: 'wish_theme',
  intoId: 'wish_theme',
  wishIds: 'wish',
  groupId: 'booking_group',
  projectId: 'project',
  projectIds: 'project',
  certificateId: 'certificate',
  accountId: 'account',
  skillId: 'volunteer_choice',
  skillIds: 'volunteer_choice',
  languageId: 'volunteer_choice',
  languageIds: 'volunteer_choice',
  trainingId: 'volunteer_choice',
  trainingIds: 'volunteer_choice',
  signUpId: 'sign_up',
  needId: 'project_need',
  shiftId: 'shift',
  volunteerId: 'volunteer',
  volunteerIds: 'volunteer',
  recordId: 'case_record',
  mediatorId: 'mediator',
  mediatorIds: 'mediator',
  leadId: 'mediator',
  subtypeId: 'case_subtype',
  caseId: 'mediation_case',
  hearingId: 'case_hearing',
  instalmentId: 'case_instalment',
  evidenceId: 'case_evidence',
  partyId: 'case_party',
  partyIds: 'case_party',
  payerId: 'case_party',
  payeeId: 'case_party',
  replacedBy: 'mediator'
};
const OF_AREA: [string, string][] = [
  ['zones.equipment', 'equipment'],
  ['zones.purposes', 'purpose'],
  ['zones', 'zone'],
  ['organisations', 'organisation'],
  ['reservations.attachments', 'attachment'],
  ['reservations', 'reservation'],
  ['series', 'series'],
  ['closures', 'closure'],
  ['courses.categories', 'course_category'],
  ['courses', 'course'],
  ['trainers', 'trainer'],
  ['classes', 'class'],
  ['sessions', 'class_session'],
  ['wishes.themes', 'wish_theme'],
  ['wishes', 'wish'],
  ['bookings', 'booking'],
  ['calls', 'call'],
  ['certificates', 'certificate'],
  ['satisfaction', 'satisfaction'],
  ['volunteers.choices', 'volunteer_choice'],
  ['volunteers', 'volunteer'],
  ['volunteerProjects', 'project'],
  ['shifts', 'shift'],
  ['signUps', 'sign_up'],
  ['serviceHours', 'service_record'],
  ['recognition', 'service_award'],
  ['serviceCertificates', 'service_certificate'],
  ['cases.records', 'case_record'],
  ['cases.evidence', 'case_evidence'],
  ['cases.recusals', 'case_recusal'],
  ['cases.subtypes', 'case_subtype'],
  ['cases', 'mediation_case'],
  ['hearings', 'case_hearing'],
  ['people', 'person'],
  ['', 'person']
];

const shown = (given: unknown) =>
  JSON.stringify(given, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : typeof value === 'string' ? value.slice(0, 60) : value
  );

it(
  'whatever the window sends, the service answers with what is wrong with it, and its file stays sound',
  async () => {
    const failures: { message: string; error: unknown }[] = [];
    const log = { info() {}, warn() {}, error: (message: string, error: unknown) => void failures.push({ message, error }) };
    const t = await openTestStation({ log });
    await openDemo(t.station);
    const head = t.anonymous();
    await head.access.signIn({ name: 'head', password: DEMO_PASSWORD });
    const accounts = await head.access.accounts.list();
    const mediator = accounts.find(({ name }) => name === 'mediator')!;
    await head.access.accounts.update({
      commandId: randomUUID(),
      id: mediator.id,
      version: mediator.version,
      displayName: mediator.displayName,
      roles: [...ROLES],
      active: true
    });
    const client = t.anonymous();
    await client.access.signIn({ name: 'mediator', password: DEMO_PASSWORD });
    const next = random(SEED);
    const days = () => Math.floor(next() * 40) - 15;
    let used = randomUUID() as string;
    const tableOf = (procedure: string, field: string) =>
      field === 'id' ? OF_AREA.find(([area]) => procedure.startsWith(area))![1] : (TABLES[field] ?? 'person');
    const columns = (table: string) =>
      t.station.sqlite
        .prepare(`pragma table_info(${table})`)
        .all()
        .map((row) => (row as { name: string }).name);
    const keyOf = (table: string) => (columns(table).includes('id') ? 'id' : columns(table).find((name) => name.endsWith('person_id'))!);
    const how = (odd: number, edge: number, procedure: string) => ({
      odd,
      ids: (field: string) => {
        const kind = next();
        const table = tableOf(procedure, field);
        const ids = t.station.sqlite
          .prepare(`select ${keyOf(table)} from ${table}`)
          .pluck()
          .all() as number[];
        // The latest records are the ones that can still be changed.
        if (kind < 0.9 && ids.length > 0) return ids[Math.floor((kind < 0.5 ? 1 - next() ** 3 : next()) * ids.length) % ids.length]!;
        return kind < 0.97 ? 1 + Math.floor(next() * 40) : 999_999_999;
      },
      version: (field: string, id: number) => {
        const table = tableOf(procedure, field);
        return columns(table).includes('version')
          ? ((t.station.sqlite
              .prepare(`select version from ${table} where ${keyOf(table)} = ?`)
              .pluck()
              .get(id) as number | undefined) ?? 1)
          : 1;
      },
      instants: () => t.clock.now() + days() * DAY_MS + Math.floor(next() * 48) * 1_800_000,
      // Some days lie at the edge of the calendar.
      dates: () =>
        next() < edge ? ['9999-12-31', '0000-01-01', '0001-01-01', '9999-01-01'][Math.floor(next() * 4)]! : addDays('2026-11-23', days()),
      commandId: () => (next() < 0.03 ? used : (used = randomUUID()))
    });
    const wrong: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { name, path, input, errors } of procedures()) {
        if (NOT_HERE.test(name) || (SLOW.test(name) && round % 5 !== 4)) continue;
        const given = input && hostileInput(input, next, how([0, 0.02, 0.1, 0.3, 0][round % 5]!, [0, 0, 0.3, 0, 1][round % 5]!, name));
        let call: unknown = client;
        for (const key of path) call = (call as Record<string, unknown>)[key];
        const before = failures.length;
        try {
          await (call as (input: unknown) => Promise<unknown>)(given);
        } catch (error) {
          const code = String((error as { code?: unknown }).code);
          if (code === 'BAD_REQUEST' || (code !== 'INTERNAL' && errors.includes(code))) continue;
          const cause = failures[before]?.error ?? error;
          wrong.push(`${name} ${code} ${shown(given)} ${cause instanceof Error ? (cause.stack ?? '') : String(cause)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await client.audit.verify()).toMatchObject({ ok: true });
    await expectSound(t);
    await t.close();
  },
  60_000 + ROUNDS * 10_000
);
