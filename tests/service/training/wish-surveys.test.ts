import { describe, expect, it } from 'vitest';
import { readEvenings, splitWishes, wishFieldOfHeader } from '../../../electron/contract/training/wishes.ts';

describe('surveys', () => {
  it.each([
    ['周二、周四', [2, 4]],
    ['星期三晚上', [3]],
    ['周末', [6, 7]],
    ['工作日', [1, 2, 3, 4, 5]],
    ['Tue, Thu', [2, 4]],
    ['2,4', [2, 4]],
    ['都可以', [1, 2, 3, 4, 5, 6, 7]],
    ['看情况', []]
  ] as const)('%s', (text, days) => expect(readEvenings(text)).toEqual(days));
  it('takes several wishes out of one cell', () => expect(splitWishes('咖啡、中式面点；摄影')).toEqual(['咖啡', '中式面点', '摄影']));
  it.each([
    ['想学什么', 'wish'],
    ['希望时间（晚上）', 'evenings'],
    ['姓名', null]
  ] as const)('%s is %s', (header, field) => expect(wishFieldOfHeader(header)).toBe(field));
});
