import { errorCode, errorData } from '@/ui/components/call-errors.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';

/** Why an organisation was refused, where a sentence of its own says it better than the code. */
export function organisationProblem(error: unknown): string | null {
  const { reason } = errorData(error) as { reason?: string };
  const key = `organisations.problems.${reason ?? ''}`;
  return errorCode(error) === 'INVALID' && hasText(key) ? translate(key) : null;
}
