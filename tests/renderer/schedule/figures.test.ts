import { describe, expect, test } from 'vitest';
import { groupRows, monthsOf, valueOf } from '@/schedule/zone-log/group.ts';

describe('the zone log in groups', () => {
  const cells = [
    { zoneId: 1, purposeId: 1, month: '2026-10', uses: 2, attendances: 30, minutes: 90 },
    { zoneId: 1, purposeId: 2, month: '2026-11', uses: 1, attendances: 10, minutes: 60 },
    { zoneId: 2, purposeId: 1, month: '2026-11', uses: 4, attendances: 5, minutes: 30 }
  ];
  const open = [
    { zoneId: 1, month: '2026-10', minutes: 600 },
    { zoneId: 1, month: '2026-11', minutes: 400 },
    { zoneId: 2, month: '2026-11', minutes: 0 }
  ];
  test('sums by zone, purpose and month agree', () => {
    const sum = (by: 'zone' | 'purpose' | 'month', keys: string[]) =>
      groupRows(by, keys, cells, open).reduce((all, row) => all + row.attendances, 0);
    expect(sum('zone', ['1', '2'])).toBe(45);
    expect(sum('purpose', ['1', '2'])).toBe(45);
    expect(sum('month', ['2026-10', '2026-11'])).toBe(45);
  });
  test('utilisation is used over open; none where never open or by purpose', () => {
    const [one, two] = groupRows('zone', ['1', '2'], cells, open);
    expect(valueOf(one!, 'utilisation')).toBe(15);
    expect(valueOf(two!, 'utilisation')).toBeNull();
    expect(valueOf(groupRows('purpose', ['1'], cells, open)[0]!, 'utilisation')).toBeNull();
    expect(valueOf(one!, 'hours')).toBe(2.5);
  });
  test('months over the end of a year', () => {
    expect(monthsOf('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01']);
  });
});
