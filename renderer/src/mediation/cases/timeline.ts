import type { CaseEvent } from '@contract/mediation/cases.ts';
import { momentSpan } from '@/ui/i18n/format.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';
import { moneyText } from '@/mediation/texts.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const known = (key: string, fallback: string): string => (hasText(key) ? translate(key) : fallback);

/** One line of a case's time line as a sentence. */
export function eventText(event: CaseEvent): string {
  const { params } = event;
  const what = text(params['what']);
  switch (event.kind) {
    case 'step': {
      const step = text(params['step']);
      const name = step === 'register' ? translate('cases.events.register') : known(`mediation.steps.${step}`, step);
      const ground = text(params['ground']);
      const until = text(params['until']);
      return [name, ground ? translate(`mediation.grounds.${ground}`) : '', until ? translate('cases.events.until', { date: until }) : '']
        .filter((part) => part !== '')
        .join(' · ');
    }
    case 'side_step':
      return known(`mediation.sideSteps.${text(params['step'])}`, text(params['step']));
    case 'record': {
      const name = known(`mediation.recordKinds.${what}`, what);
      const result = text(params['result']);
      const fen = params['fen'];
      return [name, result ? translate(`mediation.roundResults.${result}`) : '', typeof fen === 'number' && fen > 0 ? moneyText(fen) : '']
        .filter((part) => part !== '')
        .join(' · ');
    }
    case 'evidence':
      return translate('cases.events.evidence', { title: text(params['title']) });
    case 'hearing': {
      if (what) return translate(`cases.events.hearing_${what}`);
      const to = params['to'];
      const purpose = known(`mediation.purposes.${text(params['purpose'])}`, '');
      return translate('cases.events.hearing', {
        purpose,
        time: typeof to === 'number' ? momentSpan(event.at, to) : '',
        state: known(`mediation.hearingStates.${text(params['state'])}`, '')
      });
    }
    case 'recusal':
      return translate('cases.events.recusal', {
        outcome: known(`mediation.recusalOutcomes.${text(params['outcome'])}`, ''),
        ground: known(`mediation.conflictGrounds.${text(params['ground'])}`, '')
      });
    case 'paper':
      return translate(`cases.events.paper_${what || 'filed'}`, {
        paper: known(`mediation.papers.${text(params['paper'])}`, text(params['paper']))
      });
    case 'removed':
      return translate('cases.events.removed', {
        what: known(`mediation.recordKinds.${what}`, known(`cases.events.things.${what}`, what))
      });
    default:
      return translate('cases.events.changed', {
        what: known(`cases.events.things.${what}`, known(`mediation.recordKinds.${what}`, what))
      });
  }
}

/** The tab that shows an entry of the time line; null: none. */
export function eventTab(event: CaseEvent): string | null {
  const what = text(event.params['what']);
  if (event.kind === 'evidence' || what === 'evidence') return 'evidence';
  if (event.kind === 'paper') return 'volume';
  if (event.kind === 'hearing' || what === 'notice' || what === 'investigation' || what === 'round' || what === 'note') return 'records';
  if (what === 'performance' || what === 'reminder' || what === 'agreement') return 'agreement';
  if (event.kind === 'side_step' || what === 'visit' || what === 'report') return 'after';
  return what === 'parties' ? 'parties' : null;
}
