import { errorCode, errorData } from '@/ui/components/call-errors.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';

/** The sentence for a refused organisation where it says more than that of the code; null for other errors. */
export function organisationProblem(error: unknown): string | null {
  const { reason } = errorData(error) as { reason?: string };
  const key = `organisations.problems.${reason ?? ''}`;
  return errorCode(error) === 'INVALID' && hasText(key) ? translate(key) : null;
}
