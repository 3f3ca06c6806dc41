import { type Confirmer } from '@contract/mediation/case-states.ts';
import { confirmersFor } from '@contract/mediation/case-clocks.ts';
import type { SideStep } from '@contract/mediation/case-rules.ts';
import type { CaseDetail } from '@contract/mediation/cases.ts';
import type { MediationSettings } from '@contract/mediation/mediators.ts';

/** The court or arbitration commission in the settings. */
export const officeOf = (by: Confirmer, settings: Pick<MediationSettings, 'court' | 'arbitration'>): string =>
  by === 'court' ? settings.court : settings.arbitration;

/** The authority of a side step: the one applied to, or for an application the first that may confirm. */
export function confirmerFor(
  step: SideStep | null,
  of: Pick<CaseDetail, 'regime' | 'confirmation'>,
  settings: Pick<MediationSettings, 'court' | 'arbitration'>
): { by: Confirmer; office: string } {
  if (step !== 'confirm_apply' && of.confirmation.by !== null) return { by: of.confirmation.by, office: of.confirmation.office };
  const by = confirmersFor(of.regime)[0] ?? 'court';
  return { by, office: officeOf(by, settings) };
}
