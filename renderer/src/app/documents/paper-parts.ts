import { translate } from '@/ui/i18n/index.ts';
import { timestamp } from '@/ui/i18n/format.ts';
import { escapeHtml } from '@/ui/components/print-document.ts';

export const word = (key: string, named: Record<string, unknown> = {}): string => escapeHtml(translate(`training.sheets.${key}`, named));
export const head = (title: string, sub: string): string => `<h1>${escapeHtml(title)}</h1><p class="sub">${sub}</p>`;
export const foot = (station: string, now: number): string =>
  `<div class="foot"><span>${escapeHtml(station)}</span><span>${escapeHtml(translate('schedule.sheets.printed', { at: timestamp(now) }))}</span></div>`;
export const cell = (text: string | number): string => `<td>${escapeHtml(String(text))}</td>`;
export const heads = (keys: readonly string[]): string => `<tr>${keys.map((key) => `<th>${word(key)}</th>`).join('')}</tr>`;
