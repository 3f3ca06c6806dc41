import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { instantOf } from '@contract/core/time.ts';
import { i18n } from '@/ui/i18n/index.ts';
import { clashSentence, clashText, clashTexts, remedyText } from '@/schedule/allocation/clash.ts';

const at = (date: string, clock: string) => instantOf(date, clock);
const asked = { from: at('2026-11-24', '19:00'), to: at('2026-11-24', '20:30') };
const taken = {
  kind: 'zone' as const,
  name: '二楼教室',
  heldBy: '焊工夜校',
  from: at('2026-11-24', '19:00'),
  to: at('2026-11-24', '20:30')
};
const hall = { id: 3, name: '三楼活动室', nameEn: 'Activity room', capacity: 40 };
const later = { from: at('2026-11-24', '20:30'), to: at('2026-11-24', '22:00') };

beforeEach(() => (i18n.global.locale.value = 'zh-CN'));
afterEach(() => (i18n.global.locale.value = 'zh-CN'));

// The year is said of a day in another than this one.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T01:00:00Z') }));
afterAll(() => void vi.useRealTimers());

describe('what a clash says', () => {
  test('names what failed, why, and what to do instead', () => {
    expect(clashSentence([taken], { nextFree: [later], alternatives: [hall] }, asked)).toBe(
      '未保存：二楼教室19:00–20:30已被焊工夜校占用。请改到20:30–22:00，或换三楼活动室。'
    );
  });

  test('names the day where it is another than the one asked for', () => {
    const next = { from: at('2026-11-25', '19:00'), to: at('2026-11-25', '20:30') };
    expect(remedyText({ nextFree: [next], alternatives: [] }, asked)).toBe('请改到11月25日（周三）19:00–20:30。');
    expect(clashText(taken)).toContain('11月24日（周二）19:00–20:30');
  });

  test('without a way out it asks for another time or place', () => {
    expect(clashSentence([taken], { nextFree: [], alternatives: [] }, asked)).toBe(
      '未保存：二楼教室19:00–20:30已被焊工夜校占用。请换个时间或地方。'
    );
  });

  test('every kind of clash has a sentence of its own, in both languages', () => {
    const kinds = ['zone', 'person', 'equipment', 'closure', 'closed_hours', 'holiday', 'capacity', 'archived', 'past'] as const;
    for (const language of ['zh-CN', 'en'] as const) {
      i18n.global.locale.value = language;
      const texts = kinds.map((kind) => clashText({ ...taken, kind, available: 1, wanted: 2 }, asked));
      expect(new Set(texts).size).toBe(kinds.length);
      for (const text of texts) expect(text).not.toContain('schedule.');
    }
  });

  test('equipment and capacity say how many there are and how many are wanted', () => {
    expect(clashText({ kind: 'equipment', name: '投影仪', heldBy: '', available: 1, wanted: 2 })).toBe('投影仪需要 2 件，只剩 1 件');
    expect(clashText({ kind: 'capacity', name: '调解室', heldBy: '', available: 12, wanted: 40 })).toBe('调解室最多容纳 12 人，预计 40 人');
  });

  test('a holder without a name leaves no empty brackets', () => {
    expect(clashText({ ...taken, heldBy: '' }, asked)).toBe('二楼教室19:00–20:30已被占用');
    expect(clashText({ ...taken, kind: 'closure', heldBy: '' }, asked)).toBe('二楼教室19:00–20:30停用');
  });

  test('the same thing in the way twice is said once', () => {
    expect(clashTexts([taken, taken], asked)).toBe('二楼教室19:00–20:30已被焊工夜校占用');
  });
});
