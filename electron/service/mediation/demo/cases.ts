import { unlessTaken } from '../../core/demo/happening.ts';
import type { PartyInput, RecordBody } from '../../../contract/mediation/case-records.ts';
import { PER_RECORD, requiredPapers } from '../../../contract/mediation/case-paper-rules.ts';
import { addDays, dateOf, DAY_MS, HOUR_MS, instantOf } from '../../../contract/core/time.ts';
import { sealOf, type Seal } from '../../core/vault/seal.ts';
import { saveAgreementTx } from '../cases/agreement.ts';
import { createCaseTx } from '../cases/create.ts';
import { instalmentsOf } from '../cases/parts.ts';
import { saveRecordTx } from '../cases/records.ts';
import { caseStepTx, sideStepTx, type StepInput } from '../cases/steps.ts';
import { readCase } from '../cases/store.ts';
import { outcomeOf, readSubject } from '../cases/subject.ts';
import { systemCommand, type Command } from '../../core/command.ts';
import type { Station } from '../../core/context.ts';
import { planHearingTx } from '../hearings/store.ts';
import { createPersonTx, NO_PERSON } from '../../people/people/persons.ts';
import { saveMediatorTx } from '../mediators/register.ts';
import { writeMediationSettingsTx } from '../mediators/settings.ts';
import { DISPUTES, FATES, type Dispute, type Fate } from './disputes.ts';
import { atMoment, dice } from '../../core/demo/moment.ts';
import { asDemo } from '../../core/demo/operator.ts';

const MEDIATOR = { id: null, name: '周丁卯' };
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const SURNAMES = '冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华';
/** A plainly invented name: a surname and a year of the sixty-year cycle. */
const nameOf = (i: number): string => `${SURNAMES[i % SURNAMES.length]}${STEMS[i % 10]}${BRANCHES[i % 12]}`;
const FIRMS = ['虚构甲乙建设工程公司', '虚构丙丁劳务公司', '虚构戊己精密制造公司', '虚构庚辛物业公司', '虚构壬癸商贸公司'];

/** Days that a whole case takes in the demonstration, and days between two registrations. */
const DAYS_APART = 9;

function person(i: number, side: PartyInput['side'], over: Partial<PartyInput> = {}): PartyInput {
  return {
    side,
    kind: 'person',
    personId: null,
    organisationId: null,
    name: nameOf(i),
    sex: i % 4 === 0 ? 'female' : 'male',
    ethnicity: '汉族',
    birthDate: `19${70 + (i % 25)}-0${1 + (i % 9)}-15`,
    idNumber: '',
    occupation: '务工',
    phone: `1390001${String(1000 + i)}`,
    organisation: '',
    address: `项目部生活区${(i % 6) + 1}号楼`,
    representative: false,
    agent: null,
    ...over
  };
}

function partiesOf(dispute: Dispute, i: number): PartyInput[] {
  const applicants = Array.from({ length: dispute.workers }, (_, n) =>
    person(i * 3 + n, 'applicant', { representative: dispute.workers > 5 && n < 3 })
  );
  // The first firm is in several wage cases, so that the warning appears.
  const firm = FIRMS[dispute.subtype === 'wages' ? 0 : i % FIRMS.length]!;
  const respondent =
    dispute.against === 'person'
      ? person(i * 3 + 7, 'respondent')
      : person(i * 3 + 7, 'respondent', {
          kind: 'organisation',
          name: firm,
          sex: '',
          birthDate: null,
          occupation: nameOf(i + 5),
          phone: `1390002${String(1000 + i)}`,
          address: `虚构路${i + 1}号`
        });
  return [...applicants, respondent];
}

/** Plays one case step by step, each on its day, up to now. */
class Teller {
  private readonly cmd: Command;
  private readonly seal: Seal;
  private readonly begun: string;
  private readonly mediators: { own: number; recorder: number };
  id = 0;

  constructor(cmd: Command, seal: Seal, begun: string, mediators: { own: number; recorder: number }) {
    this.cmd = cmd;
    this.seal = seal;
    this.begun = begun;
    this.mediators = mediators;
  }

  day(days: number): string {
    const date = addDays(this.begun, days);
    const today = dateOf(this.cmd.now);
    return date > today ? today : date;
  }

  private at<R>(days: number, clock: string, work: (cmd: Command) => Promise<R>): Promise<R> {
    return atMoment(this.cmd, Math.min(instantOf(this.day(days), clock), this.cmd.now), MEDIATOR, work);
  }

  register(dispute: Dispute, i: number, subtypeId: number | null): Promise<void> {
    return this.at(0, '09:10', async (cmd) => {
      const { id } = await createCaseTx(cmd, this.seal, {
        type: dispute.type,
        subtypeId,
        place: 'ningbo',
        source: dispute.source,
        referredBy: dispute.source === 'court' ? '虚构区人民法院' : dispute.source === 'police' ? '虚构派出所' : '',
        applicationForm: i % 5 === 4 ? 'oral' : 'written',
        appliedOn: dateOf(cmd.now),
        amountFen: dispute.yuan * 100,
        facts: dispute.facts,
        demands: dispute.demands,
        risk: dispute.workers > 5 ? 'watch' : 'none',
        riskNote: '',
        complex: dispute.workers > 5,
        checks: { sued: false, refused: false, outOfScope: false, consent: true },
        parties: partiesOf(dispute, i),
        mediatorIds: [this.mediators.own, this.mediators.recorder]
      });
      this.id = id;
    });
  }

  step(days: number, step: StepInput['step'], more: Partial<StepInput> = {}): Promise<unknown> {
    return this.at(days, '10:00', async (cmd) =>
      caseStepTx(cmd, this.seal, await readCase(cmd.tx, this.id), { step, reason: '', ...more })
    );
  }

  record(days: number, body: RecordBody, clock = '14:00'): Promise<{ id: number }> {
    return this.at(days, clock, (cmd) => saveRecordTx(cmd, this.seal, { caseId: this.id, at: cmd.now, hearingId: null, body }));
  }

  async partyIds(): Promise<number[]> {
    return (await this.cmd.tx.selectFrom('case_party').select('id').where('case_id', '=', this.id).orderBy('id').execute()).map(
      (row) => row.id
    );
  }

  async upToRound(dispute: Dispute, result: 'continue' | 'agreed' | 'failed'): Promise<void> {
    const partyIds = await this.partyIds();
    await this.step(1, 'review');
    await this.step(2, 'accept');
    await this.record(2, { kind: 'notice', partyIds, how: 'in_person', content: '' }, '10:30');
    await this.step(2, 'inform');
    await this.step(3, 'investigate');
    await this.record(3, {
      kind: 'investigation',
      place: '人民调解室',
      until: null,
      participants: [],
      questioned: nameOf(this.id),
      investigators: ['周丁卯'],
      recorder: '何庚午',
      content: `问：请谈谈事情的经过。\n答：${dispute.facts}`
    });
    await this.step(4, 'mediate');
    const round = {
      kind: 'round' as const,
      place: '人民调解室',
      until: null,
      matter: dispute.demands,
      partyIds,
      participants: [],
      recorder: '何庚午',
      open: false
    };
    await this.record(4, {
      ...round,
      content: `申请人陈述：${dispute.facts}\n被申请人表示愿意协商。`,
      outcome: '双方同意择期再谈',
      result: 'continue'
    });
    if (result !== 'continue')
      await this.record(6, {
        ...round,
        content: '调解员分别听取意见，说明有关法律规定，双方当面协商。',
        outcome: result === 'agreed' ? dispute.items[0]! : '双方分歧较大',
        result
      });
  }

  async agreement(dispute: Dispute, form: 'oral' | 'written', dueDays: [number, number], signed: boolean): Promise<void> {
    const partyIds = await this.partyIds();
    const half = Math.round(dispute.yuan * 50);
    const paid = { payerId: partyIds.at(-1) ?? null, payeeId: partyIds[0] ?? null };
    const instalments =
      dispute.yuan === 0
        ? [{ dueOn: addDays(this.begun, dueDays[0]), fen: 0, what: dispute.items[0]!, ...paid }]
        : [
            { dueOn: addDays(this.begun, dueDays[0]), fen: half, what: '第一期', ...paid },
            { dueOn: addDays(this.begun, dueDays[1]), fen: dispute.yuan * 100 - half, what: '第二期', ...paid }
          ];
    const before = await this.cmd.tx.selectFrom('case_instalment').select('id').where('case_id', '=', this.id).orderBy('number').execute();
    const known = await this.cmd.tx.selectFrom('case_agreement').select('version').where('case_id', '=', this.id).executeTakeFirst();
    const on = this.day(7);
    await this.at(7, '15:00', (cmd) =>
      saveAgreementTx(cmd, this.seal, {
        caseId: this.id,
        version: known?.version,
        form,
        facts: dispute.facts,
        items: dispute.items,
        way: dispute.yuan === 0 ? '按协议履行' : '银行转账',
        placeOfPerformance: '宁波',
        term: '按约定日期履行',
        copies: partyIds.length + 1,
        instalments: instalments.map((one, i) => ({ ...one, id: before[i]?.id })),
        writtenRequested: false,
        onTheSpot: form === 'oral',
        aboutStatus: false,
        signedBy: signed ? partyIds.map((partyId) => ({ partyId, on, how: 'signature' as const })) : [],
        mediatorSignedOn: signed ? on : null,
        sealedOn: signed ? on : null
      })
    );
  }

  async pay(days: number, number: 1 | 2): Promise<void> {
    const row = await this.cmd.tx
      .selectFrom('case_instalment')
      .select('id')
      .where('case_id', '=', this.id)
      .where('number', '=', number)
      .executeTakeFirst();
    const fen = row ? await this.fenOf(row.id) : 0;
    if (row) await this.record(days, { kind: 'performance', instalmentId: row.id, fen, how: '银行转账', evidenceId: null, content: '' });
  }

  private async fenOf(instalmentId: number): Promise<number> {
    return (await instalmentsOf(this.cmd.tx, this.seal, this.id)).find((one) => one.id === instalmentId)?.body.fen ?? 0;
  }

  async visit(days: number, performed: 'all' | 'not_due' = 'all'): Promise<void> {
    await this.record(days, {
      kind: 'visit',
      partyIds: await this.partyIds(),
      visitor: '周丁卯',
      how: 'phone',
      about: '',
      performed,
      satisfaction: 5,
      suing: false,
      escalating: false,
      content: performed === 'all' ? '双方均表示协议已经履行。' : '双方均表示将按期履行。'
    });
  }

  async closeUp(days: number, result: string): Promise<void> {
    await this.step(days, 'close');
    await this.record(days, { kind: 'report', facts: '', course: '受理后告知权利义务，经调查和调解。', result, remarks: '' }, '16:00');
  }

  /** Files every paper that the volume must have. */
  async fileAll(days: number): Promise<void> {
    const row = await readCase(this.cmd.tx, this.id);
    const { subject } = await readSubject(this.cmd.tx, this.seal, row, this.cmd.now);
    const records = await this.cmd.tx.selectFrom('case_record').select(['id', 'kind']).where('case_id', '=', this.id).execute();
    const count = (kind: string) => records.filter((record) => record.kind === kind).length;
    const wanted = requiredPapers({
      outcome: outcomeOf(row, subject.agreement?.form ?? null),
      source: row.source,
      applicationForm: row.application_form,
      agents: row.agents,
      investigations: count('investigation'),
      rounds: count('round'),
      visits: count('visit'),
      performances: count('performance'),
      evidence: 0,
      confirmation: row.confirmation
    });
    for (const paper of wanted) {
      const kind = (PER_RECORD as Partial<Record<string, string>>)[paper];
      const ids = kind === undefined ? [0] : records.filter((record) => record.kind === kind).map((record) => record.id);
      for (const record_id of ids) {
        await this.cmd.tx
          .insertInto('case_paper')
          .values({
            case_id: this.id,
            paper,
            record_id,
            pages: paper === 'mediation_record' ? 2 : 1,
            filed_on: this.day(days),
            filed_by: MEDIATOR.name
          })
          .execute();
      }
    }
  }

  sideStep(days: number, step: 'confirm_apply' | 'confirm_grant', more: object): Promise<unknown> {
    return this.at(days, '11:00', async (cmd) =>
      sideStepTx(cmd, this.seal, await readCase(cmd.tx, this.id), { step, reason: '', office: '', number: '', ...more })
    );
  }
}

async function tellCase(teller: Teller, dispute: Dispute, fate: Fate): Promise<void> {
  if (fate === 'registered') return;
  if (fate === 'reviewing') {
    await teller.step(1, 'review');
    return;
  }
  if (fate === 'refused') {
    await teller.step(1, 'review');
    await teller.step(2, 'refuse', { ground: 'sued', reason: '当事人已就同一纠纷提起诉讼' });
    return;
  }
  if (fate === 'mediating') {
    await teller.upToRound(dispute, 'continue');
    return;
  }
  if (fate === 'terminated') {
    await teller.upToRound(dispute, 'failed');
    await teller.step(12, 'terminate', { ground: 'no_agreement', reason: '双方对数额分歧较大，未能达成一致' });
    return;
  }
  const form = fate === 'oral' && dispute.type !== 'labour' ? 'oral' : 'written';
  const late = fate === 'late';
  const due: [number, number] = late ? [11, 40] : fate === 'performing' ? [25, 55] : [14, 21];
  await teller.upToRound(dispute, 'agreed');
  await teller.agreement(dispute, form, due, false);
  await teller.step(7, 'agree');
  if (form === 'written') {
    await teller.step(7, 'to_sign');
    if (fate === 'signing') return;
    await teller.agreement(dispute, form, due, true);
  }
  await teller.step(8, 'effect');
  await teller.step(8, 'perform');
  if (late) {
    await teller.step(13, 'breach');
    return;
  }
  if (fate === 'performing') {
    await teller.visit(15, 'not_due');
    return;
  }
  if (fate === 'confirmed') await teller.sideStep(10, 'confirm_apply', { by: 'court', jointly: true, office: '虚构区人民法院' });
  await teller.pay(14, 1);
  if (dispute.yuan > 0) await teller.pay(21, 2);
  await teller.step(21, 'fulfil');
  if (fate === 'confirmed') await teller.sideStep(22, 'confirm_grant', { number: '（虚构）民特1号' });
  await teller.visit(28);
  if (fate === 'confirmed' || fate === 'oral') {
    // The second visit is on record; a viewer of the demonstration can close the case.
    await teller.visit(38);
    return;
  }
  await teller.step(28, 'visit');
  await teller.closeUp(30, '达成协议并已全部履行。');
  if (fate === 'closed') return;
  await teller.fileAll(31);
  await teller.step(32, 'archive');
}

/** Makes a mediator of the demonstration. */
async function mediatorTx(cmd: Command, name: string, accountName: string | null): Promise<number> {
  const known = await cmd.tx.selectFrom('person').select('id').where('name', '=', name).where('merged_into', 'is', null).executeTakeFirst();
  const id = known?.id ?? (await createPersonTx(cmd, { ...NO_PERSON, name, consent: null, confirmDuplicate: true }));
  const account =
    accountName === null ? undefined : await cmd.tx.selectFrom('account').select('id').where('name', '=', accountName).executeTakeFirst();
  await saveMediatorTx(cmd, {
    personId: id,
    accountId: account?.id ?? null,
    kind: accountName === null ? 'part_time' : 'full_time',
    certificateNumber: `虚构调解第${id}号`,
    qualification: '人民调解员培训合格',
    termFrom: addDays(dateOf(cmd.now), -400),
    termTo: addDays(dateOf(cmd.now), 695),
    active: true
  });
  return id;
}

/** Plans a round tomorrow, at the first hour when the room is free. */
async function planFirstFreeTx(cmd: Command, seal: Seal, caseId: number, zoneId: number | null): Promise<void> {
  for (const clock of ['19:00', '20:15', '18:00', '12:00']) {
    const from = instantOf(dateOf(cmd.now + DAY_MS), clock);
    if (
      await unlessTaken(() =>
        planHearingTx(cmd, seal, { caseId, purpose: 'round', from, to: from + HOUR_MS, zoneId, mediatorIds: [], note: '' })
      )
    )
      return;
  }
}

/**
 * Makes forty cases of invented parties over the past year, from a new application to bound volumes, with the functions that mediators
 * use, and a hearing tomorrow. The demonstration's mediator seals them, because that password is known.
 */
export async function seedCases(station: Station): Promise<void> {
  await asDemo(station, 'mediator', async (context) => {
    const seal = sealOf(context, 'mediation');
    await systemCommand(station, 'demo.seed', async (cmd) => {
      await writeMediationSettingsTx(cmd, {
        committee: '虚构街道人民调解委员会',
        kind: 'studio',
        studio: '红色邻里站人民调解工作室',
        foundedOn: addDays(dateOf(cmd.now), -400),
        filedOn: addDays(dateOf(cmd.now), -380),
        filedWith: '虚构区司法局',
        sealNumber: '虚构3302000001',
        court: '虚构区人民法院',
        arbitration: '虚构区劳动人事争议仲裁委员会',
        address: '虚构路1号',
        phone: '0574-00000001'
      });
      const mediators = { own: await mediatorTx(cmd, '周丁卯', 'mediator'), recorder: await mediatorTx(cmd, '何庚午', null) };
      const subtypes = await cmd.tx.selectFrom('case_subtype').select(['id', 'key']).execute();
      const roll = dice(20261122);
      let last = 0;
      for (const [i, fate] of FATES.entries()) {
        const dispute = DISPUTES[fate === 'late' || fate === 'performing' ? i % 4 : Math.floor(roll() * DISPUTES.length)]!;
        // The newest cases begin close together, as in practice; each began long enough ago to have reached its state.
        const left = FATES.length - 1 - i;
        const ago =
          { registered: left, reviewing: 2, mediating: 5 + left, signing: 9 + left, performing: 15 + left, late: 14 + left }[
            fate as string
          ] ?? 40 + left * DAYS_APART;
        const teller = new Teller(cmd, seal, addDays(dateOf(cmd.now), -ago), mediators);
        await teller.register(dispute, i, subtypes.find((subtype) => subtype.key === dispute.subtype)?.id ?? null);
        await tellCase(teller, dispute, fate);
        if (fate === 'mediating') last = teller.id;
      }
      const room = await cmd.tx.selectFrom('zone').select('id').where('key', '=', 'mediation_room').executeTakeFirst();
      await planFirstFreeTx(cmd, seal, last, room?.id ?? null);
      return {};
    });
  });
}
