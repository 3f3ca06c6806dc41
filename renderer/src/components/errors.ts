import { ORPCError } from '@orpc/client';
import { ElMessage } from 'element-plus';
import { hasText, translate } from '@/i18n/index.ts';
import { moment } from '@/i18n/format.ts';
import { ConnectionLost, errorCode, errorData, TimedOut } from '@/station.ts';

type Explain = (data: Record<string, unknown>) => string;
const explainers = new Map<string, Explain>();

/** An area may explain a code of its own better than one sentence can (clashes name what is in the way). */
export function explainCode(code: string, explain: Explain): void {
  explainers.set(code, explain);
}

type ExplainField = (field: string, reason: string, params: Record<string, unknown>) => string | null;
const fieldExplainers: ExplainField[] = [];

/** An area says what is wrong with its own fields when the service refuses one (INVALID); null for those of others. */
export function explainInvalid(explainField: ExplainField): void {
  fieldExplainers.push(explainField);
}

/** The sentence for a field that was refused, from the area that knows it. */
function refusedField(data: Record<string, unknown>): string | null {
  for (const explainField of fieldExplainers) {
    const sentence = explainField(String(data['field'] ?? ''), String(data['reason'] ?? ''), (data['params'] as Record<string, unknown> | undefined) ?? {});
    if (sentence !== null) return sentence;
  }
  return null;
}

/** What happened and what to do, in the window's language. */
export function explain(error: unknown): string {
  if (error instanceof ConnectionLost) return translate('errors.CONNECTION_LOST');
  if (error instanceof TimedOut) return translate('errors.TIMED_OUT');
  const code = errorCode(error) ?? (error instanceof ORPCError ? error.code : null);
  if (code === null) return translate('errors.OTHER');
  const data = errorData(error);
  if (code === 'INVALID') {
    const sentence = refusedField(data);
    if (sentence !== null) return sentence;
  }
  const own = explainers.get(code);
  if (own) return own(data);
  const named = {
    ...data,
    ...(typeof data['until'] === 'number' ? { untilText: moment(data['until']) } : {}),
    ...(typeof data['limitBytes'] === 'number' ? { limit: Math.round(data['limitBytes'] / 1_048_576) } : {})
  };
  return hasText(`errors.${code}`) ? translate(`errors.${code}`, named) : translate('errors.OTHER');
}

/** Shows what went wrong where there is no field to show it beside. Stays until it is read. */
export function showError(error: unknown): void {
  ElMessage({ type: 'error', message: explain(error), duration: 8000, showClose: true, grouping: true });
}
