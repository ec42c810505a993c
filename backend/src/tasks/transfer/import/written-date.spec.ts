import { readWrittenDate } from './written-date';

describe('readWrittenDate', () => {
  it.each([
    ['2026-10-05', 'en'],
    ['Oct 5 2026', 'en'],
    ['October 5, 2026', 'en'],
    ['5 Oct 2026', 'en'],
    ['5th October 2026', 'en'],
    ['Mon, 5 Oct 2026', 'en'],
    ['monday 5 OCT 2026', 'en'],
    ['5. Okt 2026', 'de'],
    ['5. Oktober 2026', 'de'],
    ['5.10.2026', 'de'],
    ['5 oct. 2026', 'fr'],
    ['5 octobre 2026', 'fr'],
    ['5 de octubre de 2026', 'es'],
    ['5 paź 2026', 'pl'],
    ['5 окт 2026', 'ru'],
    ['2026年10月5日', 'ja'],
    ['5 Oct 2026', 'de'],
    ['5 Oct 2026', 'no such language'],
  ])('reads %s (%s) as a day', (text, language) => {
    expect(readWrittenDate(text, language)).toEqual({ date: '2026-10-05', isAll: true });
  });

  it.each([
    '3 Dec 2026 14:30',
    'Dec 3, 2026 at 2pm',
    '3 Dec 2026 2:30 pm',
    '2026-12-03T14:30:00Z',
    '2026-12-03 14:00',
  ])('tells that %s says more than the day', (text) => {
    expect(readWrittenDate(text)).toEqual({ date: '2026-12-03', isAll: false });
  });

  it.each([
    '',
    'every monday',
    'every 5 Oct 2026',
    'tomorrow',
    '17 Aug',
    '31 Feb 2026',
    '5/10/2026',
    'Foo 5 2026',
    'Foo, 5 Oct 2026',
    '5 Oct 2026 every week',
    '3 Mars 2026',
    '5. Okt 2026',
  ])('guesses nothing from “%s”', (text) => {
    expect(readWrittenDate(text)).toEqual({ isAll: false });
  });
});
