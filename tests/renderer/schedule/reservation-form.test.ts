import { describe, expect, test } from 'vitest';
import { instantOf } from '@contract/core/time.ts';
import { aboutOf, missing, moveStart, newForm, parseClock, patchOf, timesOf, withTimes } from '@/schedule/reservations/reservation-form.ts';

const NOW = instantOf('2026-11-23', '09:05');

describe('a clock time as people type it', () => {
  test.each([
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['9：30', '09:30'],
    ['14.5', null],
    ['14', '14:00'],
    ['1400', '14:00'],
    ['9点30分', '09:30'],
    ['25:00', null],
    ['9:75', null],
    ['', null]
  ])('%s', (typed, clock) => {
    expect(parseClock(typed)).toBe(clock);
  });
  test('24:00 ends a day and begins none', () => {
    expect(parseClock('24:00', true)).toBe('24:00');
    expect(parseClock('24:00')).toBeNull();
  });
});

describe('the form', () => {
  test('begins at the next half hour, for an hour', () => {
    expect(newForm(NOW)).toMatchObject({ date: '2026-11-23', from: '09:30', to: '10:30', zoneId: null });
    expect(newForm(NOW, { zoneId: 2, from: instantOf('2026-11-24', '23:00'), to: instantOf('2026-11-25', '00:00') })).toMatchObject({
      date: '2026-11-24',
      from: '23:00',
      to: '24:00',
      zoneId: 2
    });
  });
  test('an end that is not after the start is no time', () => {
    const form = newForm(NOW);
    expect(timesOf({ ...form, to: '09:30' })).toBeNull();
    expect(timesOf({ ...form, to: '24:00' })?.to).toBe(instantOf('2026-11-24', '00:00'));
  });
  test('the end keeps its distance when the start moves, up to midnight', () => {
    const form = { ...newForm(NOW), from: '14:00', to: '15:30' };
    expect(moveStart(form, '16:00').to).toBe('17:30');
    expect(moveStart(form, '23:30').to).toBe('24:00');
  });
  test('a proposal that is clicked is taken over whole', () => {
    expect(withTimes(newForm(NOW), instantOf('2026-11-25', '20:00'), instantOf('2026-11-25', '21:00'))).toMatchObject({
      date: '2026-11-25',
      from: '20:00',
      to: '21:00'
    });
  });
  test('says what is missing', () => {
    expect(missing(newForm(NOW))).toEqual(['zone', 'purpose', 'headcount']);
    expect(missing({ ...newForm(NOW), zoneId: 1, purposeId: 1, expectedHeadcount: 3, to: '08:00' })).toEqual(['time']);
  });
  test('the name of a contact on record is not sent as a name', () => {
    const form = { ...newForm(NOW), purposeId: 1, expectedHeadcount: 3, contactId: 7, contactName: '赵甲子' };
    expect(aboutOf(form)).toMatchObject({ contactId: 7, contactName: '' });
  });
});

describe('a change of a series', () => {
  const before = { ...newForm(NOW), zoneId: 1, purposeId: 1, expectedHeadcount: 3, from: '14:00', to: '15:00' };
  test('holds what differs and nothing else', () => {
    expect(patchOf(before, before)).toEqual({});
    expect(patchOf(before, { ...before, from: '16:00', to: '17:00' })).toEqual({ from: '16:00', to: '17:00' });
    expect(patchOf(before, { ...before, date: '2026-11-25' })).toEqual({ shiftDays: 2 });
    expect(patchOf(before, { ...before, date: '2026-11-22' })).toEqual({ shiftDays: -1 });
    expect(patchOf(before, { ...before, contactId: 9, contactName: '钱乙丑' })).toEqual({ contactId: 9 });
    expect(patchOf(before, { ...before, equipment: [{ equipmentId: 1, quantity: 0 }] })).toEqual({});
  });
});
