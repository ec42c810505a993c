import { describeDue } from './due-date';

describe('describeDue', () => {
  const today = '2026-11-21';

  it.each([
    ['2026-11-20', 'Yesterday', 'overdue'],
    ['2026-11-03', 'Nov 3', 'overdue'],
    ['2025-12-31', 'Dec 31, 2025', 'overdue'],
    ['2026-11-21', 'Today', 'today'],
    ['2026-11-22', 'Tomorrow', 'soon'],
    ['2026-11-27', 'Friday', 'soon'],
    ['2026-11-28', 'Nov 28', 'later'],
    ['2027-01-01', 'Jan 1, 2027', 'later'],
  ])('calls %s %s', (due, text, tone) => {
    expect(describeDue(due, today)).toEqual({ text, tone });
  });
});
