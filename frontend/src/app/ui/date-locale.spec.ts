import { dateLocaleOf } from './date-locale';

describe('The locale of dates', () => {
  it.each([
    ['en-GB', 'en-GB'],
    ['en', 'en-US'],
    ['de', 'en-DE'],
    ['pt-BR', 'en-BR'],
    ['zh-Hant-TW', 'en-TW'],
    ['', 'en'],
    ['no language', 'en'],
  ])('in a browser of %s is %s', (browser, locale) => {
    expect(dateLocaleOf('en', browser)).toBe(locale);
  });

  it('decides whether the day or the month comes first', () => {
    const format = (browser: string) =>
      new Intl.DateTimeFormat(dateLocaleOf('en', browser), { day: 'numeric', month: 'short' }).format(
        new Date('2026-11-30T12:00:00'),
      );

    expect([format('en-US'), format('en-GB'), format('de')]).toEqual(['Nov 30', '30 Nov', '30 Nov']);
  });
});
