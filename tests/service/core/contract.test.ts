import { allows, isSealed, PERMISSIONS, ROLES, type Permission } from '../../../electron/contract/core/permissions.ts';
import { readFileSync } from 'node:fs';
import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ProcedureMeta } from '../../../electron/contract/core/base.ts';
import { may as mayOfCore } from '../../../electron/contract/core/errors.ts';
import { ERROR_PARTS, ERRORS } from '../../../electron/contract/errors.ts';
import { may as mayOfSchedule } from '../../../electron/contract/schedule/errors.ts';
import { StationError } from '../../../electron/service/core/errors.ts';
import { contract } from '../../../electron/contract/index.ts';
import { readsOf } from '../../../electron/contract/core/reads.ts';
import { router } from '../../../electron/service/router.ts';
import { errorOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

interface Found {
  name: string;
  path: string[];
  permission: ProcedureMeta['permission'];
  errors: string[];
  takesInput: boolean;
  read: boolean;
  isCommand: boolean;
}

function collect(at: unknown, path: string[] = []): Found[] {
  if (isContractProcedure(at)) {
    const definition = at['~orpc'];
    const { permission, read = false } = definition.meta as ProcedureMeta;
    const input = definition.inputSchema;
    return [
      {
        name: path.join('.'),
        path,
        permission,
        errors: Object.keys(definition.errorMap),
        takesInput: input !== undefined,
        read,
        isCommand: JSON.stringify(input ? z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }) : {}).includes(
          '"commandId"'
        )
      }
    ];
  }
  return Object.entries(at as object).flatMap(([key, value]) => collect(value, [...path, key]));
}
const procedures = collect(contract);
const guarded = procedures.filter(({ permission }) => permission !== 'public');

/** Procedures that may be called before sign-in, each on purpose. */
const PUBLIC = [
  'access.lock',
  'access.resume',
  'access.signIn',
  'access.signOut',
  'access.unlock',
  'station.changes',
  'station.setUp',
  'station.status'
];

/**
 * Procedures without a command id that do not only read: they open or end something, or record who saw or exported what. Each is here
 * on purpose; none is repeated when its port dies.
 */
const NOT_REPEATED = [
  'access.changePassword',
  'access.lock',
  'access.resume',
  'access.signIn',
  'access.signOut',
  'access.unlock',
  'audit.export',
  'backup.make',
  'backup.read',
  'calls.phones',
  'caseFigures.export',
  'casePapers.docx',
  'casePapers.preview',
  'casePapers.volume',
  'casePapers.volumeDocx',
  'cases.evidence.read',
  'cases.identify',
  'certificates.export',
  'classDocuments.classSheet',
  'classDocuments.docx.certificate',
  'classDocuments.docx.doorSign',
  'classDocuments.docx.roster',
  'classDocuments.docx.signInSheet',
  'classDocuments.docx.timetable',
  'classDocuments.ics',
  'classDocuments.rosterSheet',
  'classFigures.export',
  'drafts.discard',
  'drafts.save',
  'figures.export',
  'people.export',
  'people.import.badRows',
  'people.import.close',
  'people.import.open',
  'people.reveal',
  'recognition.export',
  'reservations.ics',
  'reservations.revealPhone',
  'serviceCertificates.docx',
  'serviceCertificates.export',
  'serviceHours.export',
  'station.changes',
  'trainers.exportHours',
  'vault.open',
  'volunteerFigures.export',
  'volunteers.export',
  'volunteers.revealGuardian',
  'wishes.export'
];

let t: TestStation;
beforeAll(async () => {
  t = await openTestStation();
});
afterAll(() => t.close());

/** Calls a procedure by its name, with whatever input. */
function call(client: Client, { path }: Found, input?: unknown): Promise<unknown> {
  let at: unknown = client;
  for (const key of path) at = (at as Record<string, unknown>)[key];
  return (at as (input?: unknown) => Promise<unknown>)(input);
}

describe('the contract', () => {
  it('has procedures', () => {
    expect(procedures.length).toBeGreaterThan(60);
  });

  it('says of every procedure who may call it', () => {
    const known = [...Object.keys(PERMISSIONS), 'public', 'signed_in'];
    expect(procedures.filter(({ permission }) => permission === undefined || !known.includes(permission)).map(({ name }) => name)).toEqual(
      []
    );
  });

  it('is open to everybody only where that was decided', () => {
    expect(
      procedures
        .filter(({ permission }) => permission === 'public')
        .map(({ name }) => name)
        .sort()
    ).toEqual(PUBLIC);
  });

  it('marks as read what only reads, and no command', () => {
    expect(procedures.filter(({ isCommand }) => isCommand).length).toBeGreaterThan(150);
    expect(procedures.filter(({ read, isCommand }) => read && isCommand).map(({ name }) => name)).toEqual([]);
    expect(
      procedures
        .filter(({ read, isCommand }) => !read && !isCommand)
        .map(({ name }) => name)
        .sort()
    ).toEqual(NOT_REPEATED);
    expect(readsOf(contract)).toEqual(procedures.filter(({ read }) => read).map(({ name }) => name));
  });

  it('uses every permission there is', () => {
    const used = new Set(procedures.map(({ permission }) => permission));
    expect(Object.keys(PERMISSIONS).filter((permission) => !used.has(permission as Permission))).toEqual([]);
  });

  it('grants every permission to the head, but for what is sealed from the head too, and to roles that exist', () => {
    for (const [permission, roles] of Object.entries(PERMISSIONS)) {
      expect((roles as readonly string[]).includes('head'), permission).toBe(!isSealed(permission as Permission));
      for (const role of roles) expect(ROLES).toContain(role);
    }
  });

  it('declares errors of the catalogue only', () => {
    for (const { name, errors } of procedures) for (const code of errors) expect(Object.keys(ERRORS), name).toContain(code);
  });

  it('has every code in one area', () => {
    const codes = ERROR_PARTS.flatMap((part) => Object.keys(part));
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    expect(codes.sort()).toEqual(Object.keys(ERRORS).sort());
  });

  it('lets an error be made with the data of its code alone, whatever its area', () => {
    expect(new StationError('CASE_ARCHIVED', { id: 1 }).data).toEqual({ id: 1 });
    // @ts-expect-error the id is a number
    expect(ERRORS.CASE_ARCHIVED.safeParse(new StationError('CASE_ARCHIVED', { id: '1' }).data).success).toBe(false);
    // @ts-expect-error the id is missing
    expect(ERRORS.CASE_ARCHIVED.safeParse(new StationError('CASE_ARCHIVED', {}).data).success).toBe(false);
    // @ts-expect-error no area has this code
    expect(Object.keys(ERRORS)).not.toContain(new StationError('NO_SUCH_CODE', {}).code);
  });

  it('lets an area declare its own errors and those of the areas below', () => {
    expect(Object.keys(mayOfSchedule('NOT_FOUND', 'CLASH', 'SERIES_CLASH'))).toEqual(['NOT_FOUND', 'CLASH', 'SERIES_CLASH']);
    // @ts-expect-error a code of training
    expect(mayOfSchedule('PLAN_CLASH')).toEqual({ PLAN_CLASH: { data: undefined } });
    // @ts-expect-error a code of people
    expect(mayOfCore('DUPLICATE_PERSON')).toEqual({ DUPLICATE_PERSON: { data: undefined } });
  });

  it('keeps the names of its procedures: audit rows and remembered commands hold them', () => {
    const names = readFileSync(new URL('procedures.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    expect(procedures.map(({ name }) => name).sort()).toEqual(names);
  });

  it('has a handler for every procedure and no other', () => {
    const names = (at: unknown, path: string[] = []): string[] =>
      typeof at === 'object' && at !== null && '~orpc' in at
        ? [path.join('.')]
        : Object.entries(at as object).flatMap(([key, value]) => names(value, [...path, key]));
    expect(names(router).sort()).toEqual(procedures.map(({ name }) => name).sort());
  });
});

/** What each of these calls answers, where it is not what is wanted. */
async function others(found: Found[], wanted: (found: Found) => unknown, ask: (found: Found) => Promise<unknown>): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const one of found) {
    const got = await errorOf(ask(one));
    if (JSON.stringify(got) !== JSON.stringify(wanted(one))) wrong.push({ procedure: one.name, ...got });
  }
  return wrong;
}

it('nobody may call anything but the public procedures before signing in', async () => {
  expect(guarded.length).toBeGreaterThan(50);
  expect(
    await others(
      guarded,
      () => ({ code: 'NOT_SIGNED_IN', data: {} }),
      (found) => call(t.anonymous(), found)
    )
  ).toEqual([]);
});

describe.each(ROLES)('%s', (role) => {
  const denied = guarded.filter(({ permission }) => permission !== 'signed_in' && !allows([role], permission as Permission));
  const granted = guarded.filter((found) => !denied.includes(found));

  // Completely wrong input: somebody without the permission must not even learn that it is wrong.
  it(`is refused ${denied.length} procedures, before their input is looked at`, async () => {
    const client = await t.as(role);
    for (const input of [undefined, { nonsense: true }]) {
      const refusal = ({ permission }: Found) => ({ code: 'FORBIDDEN', data: { permission } });
      expect(await others(denied, refusal, (found) => call(client, found, input))).toEqual([]);
    }
    const sealed = guarded.filter(({ permission }) => permission !== 'signed_in' && isSealed(permission as Permission));
    expect(role === 'head' ? denied : denied.length).toEqual(role === 'head' ? sealed : expect.any(Number));
    expect(denied.length).toBeGreaterThan(0);
  });

  it(`may call ${granted.length}, but none while the window is locked`, async () => {
    const client = await t.as(role);
    await client.access.lock();
    expect(granted.length).toBeGreaterThan(5);
    expect(
      await others(
        granted,
        () => ({ code: 'LOCKED', data: {} }),
        (found) => call(client, found)
      )
    ).toEqual([]);
  });
});

describe('somebody who may call', () => {
  it('asks the audit for a record by its entity and id, never by the id alone', async () => {
    const head = await t.as('head');
    for (const ask of [head.audit.list, head.audit.export])
      expect(await errorOf(ask({ entityId: '1' }))).toMatchObject({ code: 'BAD_REQUEST' });
    expect((await head.audit.list({ entity: 'account', entityId: '0' })).rows).toEqual([]);
  });

  it('and sends nonsense gets BAD_REQUEST with the place, not INTERNAL', async () => {
    const head = await t.as('head', 'mediator', 'counsellor');
    const wrong = procedures.filter(({ takesInput }) => takesInput);
    expect(wrong.length).toBeGreaterThan(40);
    for (const found of wrong) {
      const error = await errorOf(call(head, found, 'nonsense'));
      expect(error, found.name).toMatchObject({ code: 'BAD_REQUEST', data: { issues: expect.any(Array) as unknown } });
    }
  });
});
