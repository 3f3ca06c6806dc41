import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { CODE_BYTES, codeFault, codeOf } from '@contract/core/recovery-code.ts';
import { i18n } from '../../../renderer/src/ui/i18n/index.ts';
import { recoverySheet } from '../../../renderer/src/app/vault/sheet.ts';

const made = { code: codeOf(randomBytes(CODE_BYTES)), sheet: 3, madeAt: Date.UTC(2026, 10, 23, 1, 0) };

it.each([
  ['zh-CN', '调解保密柜恢复单', '第 3 号', '2026-11-23 09:00 生成'],
  ['en', 'Recovery sheet – Mediation vault', 'Sheet 3', 'made 2026-11-23 09:00']
] as const)('the sheet in %s has the code in its groups, which vault it is for, its number and when it was made', (language, ...texts) => {
  i18n.global.locale.value = language;
  const { title, html } = recoverySheet('mediation', made, '赤色 <站>');
  const text = new DOMParser().parseFromString(html, 'text/html');
  const groups = [...text.querySelectorAll('.code span')].map((group) => group.firstChild?.textContent ?? '');
  expect(groups.join('-')).toBe(made.code);
  expect(codeFault(groups.join(' '))).toBeNull();
  for (const wanted of texts) expect(text.body.textContent).toContain(wanted);
  expect(text.body.textContent).toContain('赤色 <站>');
  expect(text.querySelectorAll('li').length).toBe(5);
  expect(html).not.toMatch(/vault\.(sheet|names)/);
  // The title names a file and a dialog: no code in it.
  expect(title).not.toContain(made.code.slice(0, 5));
});
