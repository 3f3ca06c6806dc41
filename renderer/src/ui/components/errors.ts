import { ConnectionLost, errorCode, errorData, TimedOut } from '@/ui/components/call-errors.ts';
import { ORPCError } from '@orpc/client';
import { ElMessage } from 'element-plus';
import { hasText, translate } from '@/ui/i18n/index.ts';
import { moment } from '@/ui/i18n/format.ts';

type Explain = (data: Record<string, unknown>) => string;
const explainers = new Map<string, Explain>();

/** Registers an area's explanation of an error code, for more than one fixed sentence (clashes name what is in the way). */
export function explainCode(code: string, explain: Explain): void {
  explainers.set(code, explain);
}

const invalidPrefixes: string[] = [];

/** Registers the prefix of an area's sentences for refused fields: `<prefix>.<field>.<reason>`. */
export function explainFields(prefix: string): void {
  invalidPrefixes.push(prefix);
}

/** The sentence for an INVALID error with a field of an area; null for other errors. */
export function invalidText(error: unknown): string | null {
  if (errorCode(error) !== 'INVALID') return null;
  const { field, reason, params } = errorData(error) as { field?: string; reason?: string; params?: Record<string, unknown> };
  const key = invalidPrefixes.map((prefix) => `${prefix}.${(field ?? '').split('.')[0]}.${reason}`).find(hasText);
  return key === undefined ? null : translate(key, params ?? {});
}

/** Explains an error and what to do, in the window's language. */
export function explain(error: unknown): string {
  if (error instanceof ConnectionLost) return translate('errors.CONNECTION_LOST');
  if (error instanceof TimedOut) return translate('errors.TIMED_OUT');
  const code = errorCode(error) ?? (error instanceof ORPCError ? error.code : null);
  if (code === null) return translate('errors.OTHER');
  const refused = invalidText(error);
  if (refused !== null) return refused;
  const data = errorData(error);
  if (code === 'TOO_LARGE' && typeof data['unpackedBytes'] === 'number')
    return translate('errors.TOO_LARGE_UNPACKED', { limit: Math.round(data['unpackedBytes'] / 1_048_576) });
  if (code === 'TOO_LARGE' && typeof data['limitRows'] === 'number') return translate('errors.TOO_MANY_ROWS', { limit: data['limitRows'] });
  const own = explainers.get(code);
  if (own) return own(data);
  // A sentence that names the thing in use says more.
  const used = `errors.inUse.${String(data['what'])}`;
  if (code === 'IN_USE' && hasText(used)) return translate(used, { ...data });
  const named = {
    ...data,
    ...(typeof data['until'] === 'number' ? { untilText: moment(data['until']) } : {}),
    ...(typeof data['limitBytes'] === 'number' ? { limit: Math.round(data['limitBytes'] / 1_048_576) } : {})
  };
  return hasText(`errors.${code}`) ? translate(`errors.${code}`, named) : translate('errors.OTHER');
}

/** Shows an error that belongs to no field. It stays until somebody closes it. */
export function showError(error: unknown): void {
  ElMessage({ type: 'error', message: explain(error), duration: 8000, showClose: true, grouping: true });
}
