import { validUntil, type Missing } from '../../../contract/training/certificate-rules.ts';
import { maskDocument } from '../../../contract/people/people-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { countCertificateTx } from '../class-figures/rollup.ts';
import { readClassTx, trainersOfTx } from '../classes/store.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { newVerificationCode, nextOfYearTx } from '../../core/numbers.ts';
import { classResults } from './qualify.ts';

/**
 * Issues certificates to people of a class, all or none, each with the next number of the year and a verification code.
 * @throws StationError CERTIFICATE_REFUSED naming those who do not qualify or have one; INVALID when the course gives none
 */
export async function issueTx(cmd: Command, input: { classId: number; personIds: readonly number[] }) {
  const of = await readClassTx(cmd, input.classId);
  const results = await classResults(cmd.tx, of.id, cmd.now);
  if (results.rule === null) throw new StationError('INVALID', { field: 'classId', reason: 'no_certificate' });
  const ids = [...new Set(input.personIds)];
  const refused: { personId: number; name: string; missing: Missing[]; has: string | null }[] = [];
  const rows = [];
  for (const id of ids) {
    const row = found(
      results.rows.find((one) => one.person.id === id),
      'booking',
      id
    );
    if (row.missing.length > 0 || row.certificate !== null) {
      refused.push({ personId: id, name: row.person.name, missing: row.missing, has: row.certificate?.number ?? null });
    } else rows.push(row);
  }
  if (refused.length > 0) throw new StationError('CERTIFICATE_REFUSED', { people: refused });
  const course = await cmd.tx
    .selectFrom('course')
    .select(['title', 'certificate_title'])
    .where('id', '=', of.course_id)
    .executeTakeFirstOrThrow();
  const lead = (await trainersOfTx(cmd, of.id))[0] ?? null;
  const issued_on = dateOf(cmd.now);
  const made: { id: number; number: string; personId: number }[] = [];
  for (const row of rows) {
    const person = await cmd.tx
      .selectFrom('person')
      .select(['name', 'document_number', 'organisation_id'])
      .where('id', '=', row.person.id)
      .executeTakeFirstOrThrow();
    const values = {
      number: await nextOfYearTx(cmd, 'certificate', 5),
      code: newVerificationCode(),
      class_id: of.id,
      course_id: of.course_id,
      person_id: row.person.id,
      organisation_id: person.organisation_id,
      trainer_id: lead,
      name: person.name,
      document_masked: maskDocument(person.document_number),
      organisation_name: row.person.organisation,
      title: course.certificate_title || course.title,
      minutes: row.numbers.minutes,
      held: row.numbers.held,
      attended: row.numbers.attended,
      excused: row.numbers.excused,
      test_passed: row.numbers.testPassed === null ? null : row.numbers.testPassed ? 1 : 0,
      first_date: results.first ?? issued_on,
      last_date: results.last ?? issued_on,
      issued_at: cmd.now,
      issued_on,
      issued_by: cmd.actor.name,
      valid_until: validUntil(issued_on, results.rule.validMonths),
      revoked_at: null
    };
    const { id } = await cmd.tx.insertInto('certificate').values(values).returning('id').executeTakeFirstOrThrow();
    await eventTx(cmd, id, 'issued', '');
    await countCertificateTx(cmd, values, 1);
    // The verification code proves a certificate, so it belongs on paper and not in the log.
    cmd.audit({
      entity: 'certificate',
      entityId: id,
      after: { number: values.number, classId: of.id, personId: row.person.id, validUntil: values.valid_until }
    });
    made.push({ id, number: values.number, personId: row.person.id });
  }
  cmd.changed('certificates');
  return made;
}

async function eventTx(cmd: Command, certificateId: number, kind: 'issued' | 'reprinted' | 'revoked', reason: string): Promise<void> {
  await cmd.tx
    .insertInto('certificate_event')
    .values({ certificate_id: certificateId, at: cmd.now, by: cmd.actor.name, kind, reason })
    .execute();
}

export function issue(context: Context, input: { commandId: string; classId: number; personIds: number[] }) {
  return command(context, input, async (cmd) => {
    return { certificates: await issueTx(cmd, input) };
  });
}

/** Records test results of people of a class; null takes one back. @throws StationError NOT_FOUND */
export async function setResultsTx(
  cmd: Command,
  classId: number,
  results: readonly { personId: number; passed: boolean | null; score: number | null }[]
): Promise<void> {
  await readClassTx(cmd, classId);
  for (const { personId, passed, score } of results) {
    const booking = await cmd.tx
      .selectFrom('booking')
      .select('id')
      .where('class_id', '=', classId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    found(booking, 'booking', personId);
    const before = await cmd.tx
      .deleteFrom('class_result')
      .where('class_id', '=', classId)
      .where('person_id', '=', personId)
      .returning(['passed', 'score'])
      .executeTakeFirst();
    if (passed !== null) {
      await cmd.tx
        .insertInto('class_result')
        .values({ class_id: classId, person_id: personId, passed: passed ? 1 : 0, score, at: cmd.now, by: cmd.actor.name })
        .execute();
    }
    cmd.audit({
      entity: 'class_result',
      entityId: `${classId}/${personId}`,
      before: before ?? null,
      after: passed === null ? null : { passed, score }
    });
  }
  cmd.changed('certificates');
}

export function setResults(
  context: Context,
  input: { commandId: string; classId: number; results: { personId: number; passed: boolean | null; score: number | null }[] }
) {
  return command(context, input, async (cmd) => {
    await setResultsTx(cmd, input.classId, input.results);
    return {};
  });
}

async function certificateTx(cmd: Command, id: number, step: string) {
  const row = found(await cmd.tx.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirst(), 'certificate', id);
  if (row.revoked_at !== null) throw new StationError('STEP_NOT_ALLOWED', { from: 'revoked', step });
  return row;
}

/** Records a reprint in the register. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED (revoked) */
export function reprint(context: Context, input: { commandId: string; id: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await certificateTx(cmd, input.id, 'reprint');
    await cmd.tx
      .updateTable('certificate')
      .set({ prints: row.prints + 1 })
      .where('id', '=', row.id)
      .execute();
    await eventTx(cmd, row.id, 'reprinted', input.reason);
    cmd.audit({
      entity: 'certificate',
      entityId: row.id,
      before: { prints: row.prints },
      after: { prints: row.prints + 1, reason: input.reason }
    });
    cmd.changed('certificates');
    return {};
  });
}

/** Revokes a certificate for good. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED (revoked) */
export function revoke(context: Context, input: { commandId: string; id: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const row = await certificateTx(cmd, input.id, 'revoke');
    await cmd.tx.updateTable('certificate').set({ revoked_at: cmd.now, revoked_reason: input.reason }).where('id', '=', row.id).execute();
    await eventTx(cmd, row.id, 'revoked', input.reason);
    await countCertificateTx(cmd, row, -1);
    cmd.audit({ entity: 'certificate', entityId: row.id, before: { revoked: false }, after: { revoked: true, reason: input.reason } });
    cmd.changed('certificates');
    return {};
  });
}
