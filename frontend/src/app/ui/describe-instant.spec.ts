import { describeInstant, describeInstantExactly } from './describe-instant';

describe('describeInstant', () => {
  const now = new Date('2026-11-21T12:00:00');

  it.each([
    ['2026-11-21T09:05:00', 'Today, 9:05 AM'],
    ['2026-11-20T23:59:00', 'Yesterday, 11:59 PM'],
    ['2026-11-22T00:00:00', 'Tomorrow, 12:00 AM'],
    ['2026-03-04T14:30:00', 'Mar 4, 2:30 PM'],
    ['2025-12-31T14:30:00', 'Dec 31, 2025, 2:30 PM'],
  ])('calls %s “%s”', (value, text) => {
    // Browsers put a narrow space before AM and PM.
    expect(describeInstant(value, now).replace(/\s/g, ' ')).toBe(text);
  });

  it('tells instants of one minute apart where they are exact', () => {
    const texts = ['2026-11-21T09:05:00', '2026-11-21T09:05:07'].map(describeInstantExactly);
    expect(texts.map((text) => text.replace(/\s/g, ' '))).toEqual([
      'November 21, 2026 at 9:05:00 AM',
      'November 21, 2026 at 9:05:07 AM',
    ]);
  });
});
