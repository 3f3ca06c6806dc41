import { afterEach, expect, it } from 'vitest';
import { overlayOpen } from '@/app/layout/overlay.ts';

afterEach(() => document.body.replaceChildren());

it.each([
  ['', false],
  ['<div class="el-overlay"></div>', true],
  // A dialog that was closed keeps its place in the page.
  ['<div class="el-overlay" style="z-index: 2001; display: none"></div>', false],
  ['<div class="el-overlay" style="display: none"></div><div class="el-overlay" style="z-index: 2002"></div>', true]
])('%s: %s', (page, open) => {
  document.body.innerHTML = page;
  expect(overlayOpen()).toBe(open);
});
