import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BACK,
  CASE_STATES,
  CASE_STEP_RULES,
  CASE_STEPS,
  isTakenBack,
  stateAfter,
  type CaseState,
  type CaseStep
} from '../../../electron/contract/mediation/case-rules.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { openCaseStation, type CaseStation } from '../../fixtures/cases.ts';
import { rowsOf } from '../../fixtures/rows.ts';
import { everyDay } from '../../fixtures/schedule.ts';
import { cid } from '../../fixtures/station.ts';

// Actions that the window offers to undo for ten seconds (offerUndo), by the procedures and inputs it uses.

describe('a step that a step back takes back', () => {
  it('differs from one that would lead elsewhere', () => {
    const elsewhere: string[] = [];
    for (const step of CASE_STEPS.filter((one) => one !== 'back'))
      for (const from of CASE_STATES.filter((state) => CASE_STEP_RULES[step].from.includes(state))) {
        const to = stateAfter(step, { state: from, stateBefore: null });
        if (to !== from && to in BACK && !isTakenBack(from, to)) elsewhere.push(`${from} ${step}`);
      }
    expect(elsewhere.sort()).toEqual(
      [
        'registered refuse',
        'investigating mediate',
        'mediating investigate',
        'signing effect',
        'effective fulfil',
        'unperformed fulfil',
        'unperformed resume',
        'urged fulfil',
        'urged resume',
        'remedied fulfil',
        'remedied resume'
      ].sort()
    );
  });
});

describe('of a case', () => {
  let t: CaseStation;
  let caseId: number;
  beforeEach(async () => {
    t = await openCaseStation();
    ({ id: caseId } = await t.wageCase({ workers: 2 }));
  });
  afterEach(() => t.close());

  /** The case itself without its sealed parts, which are sealed anew with every step; and those opened. */
  async function standing() {
    const {
      version: _v,
      timeline: _t,
      steps: _s,
      missing: _m,
      ...detail
    } = (await t.mediator.client.cases.get({ id: caseId })) as Record<string, unknown>;
    return {
      detail,
      rows: rowsOf(
        t,
        ['mediation_case', 'case_hearing', 'case_instalment', 'allocation'],
        ['mediation_case.core', 'mediation_case.card', 'case_hearing.note', 'case_instalment.body', 'allocation.id']
      )
    };
  }
  const undo = async (version: number) =>
    t.mediator.client.cases.step({ commandId: cid(), id: caseId, version, step: 'back', reason: '撤销刚才的步骤' });

  /** Takes a step and takes it back; all is as it was. */
  async function comesBack(step: CaseStep, from: CaseState, more: object = {}): Promise<void> {
    const before = await standing();
    expect(before.detail['state']).toBe(from);
    const done = await t.step(caseId, step, more);
    expect(isTakenBack(from, done.state as CaseState), step).toBe(true);
    expect(await standing()).not.toEqual(before);
    await undo(done.version);
    expect(await standing(), step).toEqual(before);
  }

  it('every step on the way to an agreement that offers it is taken back, whatever it wrote', async () => {
    await t.step(caseId, 'review');
    await comesBack('refuse', 'reviewing', { ground: 'withdrawn', reason: '申请人撤回' });
    await t.step(caseId, 'back', { reason: '重来' });
    await t.toAgreement(caseId);
    await comesBack('agree', 'mediating');
    await comesBack('terminate', 'mediating', { ground: 'no_agreement', reason: '未达成一致' });
    await t.step(caseId, 'agree');
    await comesBack('to_sign', 'agreed');
    await comesBack('terminate', 'agreed', { ground: 'withdrawn', reason: '反悔' });
  });

  it('closing after a termination is taken back to the termination, and that to where it was', async () => {
    await t.toAgreement(caseId);
    const before = await standing();
    await t.step(caseId, 'terminate', { ground: 'no_agreement', reason: '未达成一致' });
    await comesBack('close', 'terminated');
    await undo((await t.mediator.client.cases.get({ id: caseId })).version);
    expect(await standing()).toEqual(before);
  });

  it('a hearing that was moved goes back to its time, zone, mediators and note', async () => {
    const { id: zone } = await t.head.zones.create({
      commandId: cid(),
      name: '调解室',
      capacity: 12,
      colour: '#5F3DC4',
      hours: everyDay('08:00', '18:00')
    });
    const at = (clock: string) => instantOf('2026-11-24', clock);
    const hearings = () => t.mediator.client.hearings;
    await hearings().plan({
      commandId: cid(),
      caseId,
      purpose: 'round',
      from: at('14:00'),
      to: at('15:00'),
      zoneId: zone,
      note: '带工资条'
    });
    const before = await standing();
    const [h] = (await t.mediator.client.cases.get({ id: caseId })).hearings;
    const moved = await hearings().move({
      commandId: cid(),
      id: h!.id,
      version: h!.version,
      from: at('16:00'),
      to: at('17:30'),
      zoneId: null,
      mediatorIds: [t.own, t.other],
      purpose: 'investigation',
      note: '改期'
    });
    expect(await standing()).not.toEqual(before);
    await hearings().move({
      commandId: cid(),
      id: h!.id,
      version: moved.version,
      from: h!.from,
      to: h!.to,
      zoneId: h!.zone?.id ?? null,
      mediatorIds: h!.mediators.map((one) => one.personId),
      purpose: h!.purpose,
      note: h!.note
    });
    const strip = ({ detail, rows }: Awaited<ReturnType<typeof standing>>) => ({
      rows,
      hearings: (detail['hearings'] as { version: number }[]).map(({ version: _version, ...rest }) => rest)
    });
    expect(strip(await standing())).toEqual(strip(before));
  });

  it('a paper filed is out of the volume again', async () => {
    const papers = t.mediator.client.casePapers;
    const { paper, recordId } = (await papers.list({ caseId })).find((row) => row.filed === null)!;
    const before = [await papers.list({ caseId }), rowsOf(t, ['case_paper'])];
    await papers.file({ commandId: cid(), caseId, paper, recordId, pages: 3 });
    expect(await papers.list({ caseId })).not.toEqual(before[0]);
    await papers.unfile({ commandId: cid(), caseId, paper, recordId, reason: '已撤销' });
    expect([await papers.list({ caseId }), rowsOf(t, ['case_paper'])]).toEqual(before);
  });
});
