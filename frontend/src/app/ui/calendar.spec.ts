import { TestBed } from '@angular/core/testing';
import { Calendar, addDays, fromDay, toDay } from './calendar';

describe('calendar days', () => {
  it.each([
    ['2026-02-27', 2, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-10-24', 2, '2026-10-26'],
  ])('%s and %i days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });

  it('are the days of the person, not of Greenwich', () => {
    expect(toDay(new Date(2026, 10, 21, 0, 1))).toBe('2026-11-21');
    expect(toDay(new Date(2026, 10, 21, 23, 59))).toBe('2026-11-21');
    expect(toDay(fromDay('2026-11-21'))).toBe('2026-11-21');
  });
});

describe('Calendar', () => {
  afterEach(() => jest.useRealTimers());

  it('notices midnight in a tab that stays open', () => {
    jest.useFakeTimers({ now: new Date(2026, 10, 21, 23, 59, 30) });
    const calendar = TestBed.inject(Calendar);
    expect(calendar.today()).toBe('2026-11-21');
    jest.advanceTimersByTime(60_000);

    expect(calendar.today()).toBe('2026-11-22');
  });
});
