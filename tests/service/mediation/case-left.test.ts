import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCaseStation, type CaseStation } from '../../fixtures/cases.ts';
import { cid, PASSWORD } from '../../fixtures/station.ts';
import { seat, sitDown } from '../../fixtures/vault.ts';

// A window is locked, or left, while a call on a case runs: nothing of the case is answered.

let t: CaseStation;
let caseId: number;
let evidenceId: number;
beforeAll(async () => {
  t = await openCaseStation();
  ({ id: caseId } = await t.wageCase());
  await t.toAgreement(caseId);
  const file = new Blob([new Uint8Array(12 * 1024 * 1024)], { type: 'video/mp4' });
  ({ id: evidenceId } = await t.mediator.client.cases.evidence.add({
    commandId: cid(),
    caseId,
    kind: 'recording',
    title: '录像',
    file,
    fileName: '录像.mp4'
  }));
});
afterAll(() => t.close());

const READS = {
  get: () => t.mediator.client.cases.get({ id: caseId }),
  list: () => t.mediator.client.cases.list({}),
  board: () => t.mediator.client.cases.board({}),
  search: () => t.mediator.client.cases.search({ text: '工资' }),
  preview: () => t.mediator.client.casePapers.preview({ caseId, paper: 'agreement' }),
  docx: () => t.mediator.client.casePapers.docx({ caseId, paper: 'agreement', draft: true }),
  volume: () => t.mediator.client.casePapers.volume({ caseId }),
  volumeDocx: () => t.mediator.client.casePapers.volumeDocx({ caseId }),
  evidence: () => t.mediator.client.cases.evidence.read({ id: evidenceId }),
  figures: () => t.mediator.client.caseFigures.table({ fromMonth: '2026-01', toMonth: '2026-11', by: 'type' }),
  figuresSheet: () =>
    t.mediator.client.caseFigures.export({ fromMonth: '2017-01', toMonth: '2026-11', period: 'month', language: 'zh-CN' }),
  ties: () => t.mediator.client.mediators.ties({ personId: t.own })
} satisfies Record<string, () => Promise<unknown>>;
/** Those that take so long that the window is left before they end. */
const LONG: readonly string[] = ['docx', 'volumeDocx', 'evidence', 'figuresSheet'];

const LEAVING = {
  'locked, by hand or for being idle': async () => {
    await t.mediator.client.access.lock();
    return () => t.mediator.client.access.unlock({ password: PASSWORD });
  },
  'signed out': async () => {
    await t.mediator.client.access.signOut();
    return () => t.mediator.client.access.signIn({ name: t.mediator.name, password: PASSWORD });
  },
  'taken over by the front desk': async () => {
    const desk = await seat(t, 'front_desk');
    await t.mediator.client.access.signIn({ name: desk.name, password: PASSWORD });
    return () => t.mediator.client.access.signIn({ name: t.mediator.name, password: PASSWORD });
  },
  'taken over by another mediator, who is not admitted': async () => {
    const other = await seat(t, 'mediator');
    await t.mediator.client.access.signIn({ name: other.name, password: PASSWORD });
    return () => t.mediator.client.access.signIn({ name: t.mediator.name, password: PASSWORD });
  }
} satisfies Record<string, () => Promise<() => Promise<unknown>>>;

describe.each(Object.keys(LEAVING) as (keyof typeof LEAVING)[])('a window %s', (how) => {
  it.each(Object.keys(READS) as (keyof typeof READS)[])('hands out nothing of what was under way: %s', async (read) => {
    const { session } = t.mediator;
    const before = session.sessionId;
    const here = () => !session.locked && session.sessionId === before;
    const outcome = READS[read]().then(
      () => (here() ? 'in time' : 'too late'),
      (error: unknown) => (error as { code?: string }).code
    );
    const back = await LEAVING[how]();
    const ended = await outcome;
    await back();
    expect(['in time', 'LOCKED', 'NOT_SIGNED_IN', 'FORBIDDEN', 'VAULT_LOCKED', 'VAULT_NOT_ADMITTED']).toContain(ended);
    if (LONG.includes(read) && how.startsWith('locked')) expect(ended).not.toBe('in time');
  });
});

it('what is being kept when the window is locked is kept whole or not at all, and sent again is done once', async () => {
  const { client } = t.mediator;
  const bytes = new Uint8Array(8 * 1024 * 1024).fill(7);
  const input = {
    commandId: cid(),
    caseId,
    kind: 'photo' as const,
    title: '照片',
    file: new Blob([bytes], { type: 'image/png' }),
    fileName: '照片.png'
  };
  const adding = client.cases.evidence.add(input).catch((error: { code?: string }) => error.code);
  await client.access.lock();
  const ended = await adding;
  await client.access.unlock({ password: PASSWORD });
  expect(['VAULT_LOCKED', 'LOCKED']).toContain(ended);
  expect(t.station.sqlite.prepare('select count(*) from case_evidence_file').pluck().get()).toBe(1);
  const { id } = await client.cases.evidence.add(input);
  expect(await client.cases.evidence.add(input)).toMatchObject({ id });
  const read = await client.cases.evidence.read({ id });
  expect(Buffer.from(await read.file.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
});

it('a mediator whose role is taken while a paper is made gets none, and reads nothing more', async () => {
  const one = await seat(t, 'mediator');
  await t.mediator.client.vault.admit({ commandId: cid(), vault: 'mediation', accountId: one.id });
  const two = await sitDown(t, one.id, one.name);
  expect((await two.client.cases.get({ id: caseId })).id).toBe(caseId);
  const making = two.client.casePapers.volumeDocx({ caseId }).then(
    () => 'made',
    (error: { code?: string }) => error.code
  );
  const account = (await t.head.access.accounts.list()).find((row) => row.id === one.id)!;
  await t.head.access.accounts.update({
    commandId: cid(),
    id: one.id,
    version: account.version,
    displayName: account.displayName,
    roles: ['front_desk'],
    active: true
  });
  expect(['FORBIDDEN', 'VAULT_LOCKED', 'VAULT_NOT_ADMITTED']).toContain(await making);
  expect(await two.client.cases.get({ id: caseId }).catch((error: { code?: string }) => error.code)).toBe('FORBIDDEN');
});
