import type { CaseDetail } from '@contract/mediation/cases.ts';
import { translateIn } from '@/ui/i18n/index.ts';
import type { RecordBody, RecordKind } from '@contract/mediation/case-records.ts';

/** A new form of a record, filled in from the case and the hearing. */
export function emptyBody(
  kind: RecordKind,
  of: CaseDetail,
  more: { recorder: string; instalmentId?: number; hearing?: CaseDetail['hearings'][number] | undefined; zone?: string; place?: string }
): RecordBody {
  const everybody = of.parties.map((one) => one.id);
  // The place of the last record, or the station's place of mediation.
  const before = of.records.findLast((one) => one.body.kind === 'round' || one.body.kind === 'investigation')?.body;
  const place = more.zone || (before && 'place' in before ? before.place : '') || (more.place ?? '');
  const lastRound = of.records.findLast((one) => one.body.kind === 'round')?.body;
  // The law asks for Chinese papers, whatever the window's language.
  const matter =
    lastRound?.kind === 'round' && lastRound.matter !== ''
      ? lastRound.matter
      : [translateIn('zh-CN', `mediation.types.${of.type}`), of.subtype?.name ?? ''].filter((part) => part !== '').join('、');
  const until = more.hearing?.to ?? null;
  switch (kind) {
    case 'notice':
      return { kind, partyIds: everybody, how: 'in_person', content: '' };
    case 'investigation':
      return {
        kind,
        place,
        until,
        participants: [],
        questioned: '',
        investigators: of.mediators.map((one) => one.name),
        recorder: more.recorder,
        content: ''
      };
    case 'round':
      return {
        kind,
        place,
        until,
        matter,
        partyIds: everybody,
        participants: [],
        recorder: more.recorder,
        open: false,
        content: '',
        outcome: '',
        result: 'continue'
      };
    case 'visit':
      return {
        kind,
        partyIds: everybody,
        visitor: more.recorder,
        how: 'phone',
        about: '',
        performed: of.performance && of.performance.open === 0 ? 'all' : 'not_due',
        satisfaction: null,
        suing: false,
        escalating: false,
        content: ''
      };
    case 'performance': {
      const open = of.agreement?.instalments.find((one) =>
        more.instalmentId === undefined ? one.settledOn === null : one.id === more.instalmentId
      );
      return { kind, instalmentId: open?.id ?? 0, fen: open?.rest ?? 0, how: '', evidenceId: null, content: '' };
    }
    case 'reminder':
      return { kind, instalmentId: more.instalmentId ?? null, how: 'phone', whom: '', content: '' };
    case 'report':
      return { kind, facts: of.facts, course: '', result: '', remarks: '' };
    case 'note':
      return { kind, about: '', content: '' };
  }
}

/** What a record still lacks before it can be saved, as message keys. */
export function bodyProblems(body: RecordBody): string[] {
  const problems: string[] = [];
  if (body.kind === 'notice' && body.partyIds.length === 0) problems.push('cases.record.noParties');
  if (
    (body.kind === 'investigation' || body.kind === 'round' || body.kind === 'visit' || body.kind === 'note') &&
    body.content.trim() === ''
  )
    problems.push('cases.record.noContent');
  if (body.kind === 'performance' && body.instalmentId === 0) problems.push('mediation.invalid.instalmentId.unknown');
  if (body.kind === 'report' && body.result.trim() === '') problems.push('cases.record.noResult');
  return problems;
}

/** The content of a record in one line, for lists. */
export function bodyText(body: RecordBody): string {
  switch (body.kind) {
    case 'round':
      return body.outcome || body.content;
    case 'report':
      return body.result;
    default:
      return body.content;
  }
}
