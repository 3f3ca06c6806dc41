import type { VaultName } from '@contract/core/vault.ts';
import { escapeHtml, printDocument } from '@/ui/components/print-document.ts';
import { timestamp } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';

/** A recovery sheet just made; `code` is null when the command was repeated. */
export interface NewSheet {
  code: string | null;
  sheet: number;
  madeAt: number;
}

const CSS = `
.code { margin: 10mm 0; padding: 8mm 4mm; border: 0.6mm solid #1f2329; display: flex; flex-wrap: wrap; justify-content: center; gap: 4mm 9mm;
  font: 700 22pt/1.3 Consolas, "Liberation Mono", "Noto Sans Mono", monospace; letter-spacing: 1.2mm; }
.code span { white-space: nowrap; }
.code small { display: block; font: 400 8pt/1 sans-serif; letter-spacing: 0; text-align: center; color: #5f6672; }
li { margin-bottom: 2mm; }
.keep { margin-top: 10mm; }
.keep td { height: 11mm; width: 50%; vertical-align: middle; }
`;

/** The sheet that goes into an envelope in the safe. */
export function recoverySheet(vault: VaultName, made: NewSheet & { code: string }, station: string): { title: string; html: string } {
  const text = (key: string, named: Record<string, unknown> = {}) => escapeHtml(translate(`vault.sheet.${key}`, named));
  const title = translate('vault.sheet.title', { vault: translate(`vault.names.${vault}`) });
  const groups = made.code.split('-').map((group, i) => `<span>${escapeHtml(group)}<small>${i + 1}</small></span>`);
  const rules = [1, 2, 3, 4, 5].map((n) => `<li>${text(`rules.${n}`)}</li>`);
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="sub">${escapeHtml(station)} · ${text('number', { sheet: made.sheet })} · ${text('made', { at: timestamp(made.madeAt) })}</p>`,
    `<div class="code">${groups.join('')}</div>`,
    `<ol>${rules.join('')}</ol>`,
    `<table class="keep"><tr><td>${text('keeper')}</td><td>${text('date')}</td></tr><tr><td>${text('place')}</td><td>${text('witness')}</td></tr></table>`
  ].join('');
  return { title, html: printDocument(title, body, { css: CSS }) };
}
