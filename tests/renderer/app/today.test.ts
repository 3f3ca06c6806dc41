import { describe, expect, test } from 'vitest';
import type { ReservationRow } from '@contract/schedule/reservations.ts';
import { instantOf } from '@contract/core/time.ts';
import { matches, numberOf, verdict } from '@/schedule/reservations/today/find.ts';

const NOW = instantOf('2026-11-23', '09:05');

describe('who comes to the desk', () => {
  const row = {
    number: '2026-000012',
    title: '焊工夜校',
    purpose: { id: 1, name: '培训授课', nameEn: 'Class' },
    zone: { id: 1, name: '成长讲堂', nameEn: '', colour: '' },
    contactName: '周戊辰',
    organisation: null,
    from: instantOf('2026-11-23', '10:00'),
    to: instantOf('2026-11-23', '11:00'),
    state: 'approved',
    checkedInAt: null,
    finishedAt: null
  } as unknown as ReservationRow;
  test('is found by a whole or short number, or by part of a name', () => {
    expect(numberOf('2026-000012', NOW)).toBe('2026-000012');
    expect(numberOf('2026000012', NOW)).toBe('2026-000012');
    expect(numberOf('12', NOW)).toBe('2026-000012');
    expect(numberOf('周戊辰', NOW)).toBeNull();
    expect(matches(row, '夜校') && matches(row, 'class') && matches(row, '戊')).toBe(true);
    expect(matches(row, '电工')).toBe(false);
  });
  test('is let in from two hours before, and told why not otherwise', () => {
    expect(verdict(row, NOW)).toBe('check_in');
    expect(verdict(row, instantOf('2026-11-23', '07:00'))).toBe('early');
    expect(verdict({ ...row, state: 'in_use' }, NOW)).toBe('here');
    expect(verdict({ ...row, state: 'requested' }, NOW)).toBe('approve');
    expect(verdict({ ...row, state: 'no_show' }, NOW)).toBe('check_in');
    expect(verdict({ ...row, state: 'cancelled' }, NOW)).toBe('other');
  });
});
