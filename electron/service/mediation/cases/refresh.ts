import { RECORD_KINDS } from '../../../contract/mediation/case-records.ts';
import { WAGES } from '../../../contract/mediation/case-types.ts';
import type { Seal } from '../../core/vault/seal.ts';
import type { Command } from '../../core/command.ts';
import { agreementOf, evidenceOf, instalmentsOf, partiesOf, recordsOf } from './parts.ts';
import { bind, openCore, type CaseCard } from './sealed.ts';
import type { Db } from '../../db/schema.ts';
import { readCase } from './store.ts';

/** Codes that the program writes into parties, records and agreements; a search must not find them. CODED: the fields with codes. */
const CODES = new Set([
  'person',
  'organisation',
  'applicant',
  'respondent',
  'male',
  'female',
  'lawyer',
  'relative',
  'colleague',
  'union',
  'other',
  'general',
  'special',
  'in_person',
  'post',
  'phone',
  'message',
  'signature',
  'seal',
  'thumb',
  'continue',
  'agreed',
  'failed',
  'all',
  'part',
  'none',
  'not_due',
  ...RECORD_KINDS
]);
const CODED = new Set(['kind', 'side', 'sex', 'power', 'how', 'result', 'performed']);

/** Every text that a person wrote in a value; keys and codes are left out. */
function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') {
    if (value !== '') found.push(value);
  } else if (Array.isArray(value)) value.forEach((one) => textsIn(one, found));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) if (!(CODED.has(key) && typeof one === 'string' && CODES.has(one))) textsIn(one, found);
  }
  return found;
}

/** The form in which texts are compared: full-width characters narrowed, lower case. Applied once, when a text is stored. */
export const comparable = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Version of the making of texts. A text of another version is made again when it is opened (texts.ts). */
export const TEXT_MADE = 2;

/** The searchable text of a case before sealing: the names, and the rest line by line, both comparable. */
export async function textOf(db: Db, seal: Seal, caseId: number): Promise<{ names: string; rest: string; made: number }> {
  const row = await readCase(db, caseId);
  const parties = await partiesOf(db, seal, caseId);
  const agreement = await agreementOf(db, seal, caseId);
  const rest = textsIn([
    openCore(seal, row),
    parties,
    (await recordsOf(db, seal, caseId)).map((record) => record.body),
    agreement?.body ?? null,
    (await instalmentsOf(db, seal, caseId)).map((one) => one.body),
    (await evidenceOf(db, seal, caseId)).map((one) => [one.title, one.proves, one.file?.name ?? ''])
  ]);
  return {
    names: parties
      .flatMap((party) => [party.name, party.agent?.name ?? ''])
      .filter((name) => name !== '')
      .map(comparable)
      .join('\n'),
    rest: comparable(rest.join('\n')),
    made: TEXT_MADE
  };
}
export type CaseText = Awaited<ReturnType<typeof textOf>>;

/** Updates the card and the searchable text of a case. Call it last in every command that writes into a case. */
export async function refreshCaseTx(cmd: Command, seal: Seal, caseId: number): Promise<void> {
  const row = await readCase(cmd.tx, caseId);
  const parties = await partiesOf(cmd.tx, seal, caseId);
  const of = (side: 'applicant' | 'respondent') => parties.filter((party) => party.side === side);
  const subtype =
    row.subtype_id === null
      ? undefined
      : await cmd.tx.selectFrom('case_subtype').select('key').where('id', '=', row.subtype_id).executeTakeFirst();
  const employers =
    row.type === 'labour' && subtype?.key === WAGES
      ? of('respondent')
          .filter((party) => party.kind === 'organisation')
          .map((party) => party.name)
      : [];
  const card: CaseCard = {
    applicant: of('applicant')[0]?.name ?? '',
    respondent: of('respondent')[0]?.name ?? '',
    amountFen: openCore(seal, row).amountFen,
    employers
  };
  await cmd.tx
    .updateTable('mediation_case')
    .set({
      card: seal.seal(card, bind.card(caseId)),
      applicants: of('applicant').length,
      respondents: of('respondent').length,
      agents: parties.filter((party) => party.agent !== null).length
    })
    .where('id', '=', caseId)
    .execute();
  const body = seal.seal(await textOf(cmd.tx, seal, caseId), bind.text(caseId));
  await cmd.tx
    .insertInto('case_text')
    .values({ case_id: caseId, body })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet((eb) => ({ body, version: eb('case_text.version', '+', 1) })))
    .execute();
  cmd.changed('cases');
}
