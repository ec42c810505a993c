import { isCalendarDate } from '../../../platform/validation/calendar-date.decorator';

/** A date written by a person or a program. */
export interface WrittenDate {
  /** `YYYY-MM-DD`; undefined for text that names no single day: without a year, or recurring. */
  readonly date?: string;
  /** Whether the text says no more than this date, but a time of day for instance. */
  readonly isAll: boolean;
}

/** The languages of Todoist; each is loaded on first use. */
const LANGUAGES = ['en', 'da', 'de', 'es', 'fi', 'fr', 'it', 'nb', 'nl', 'pl', 'pt', 'ru', 'sv', 'tr'];

/** Longer text is not a date with a time. */
const LENGTH_MAXIMUM = 60;

const ISO = /^(\d{4}-\d{2}-\d{2})(.*)$/s;
const TIME = String.raw`(?:[ ,]+(?:at |um |à |kl\.? ?)?(\d{1,2}(?:[:.]\d{2}){0,2} ?(?:am|pm|uhr)?))?`;
const DAY_FIRST = new RegExp(
  String.raw`^(?:(\p{L}+)\.?,? )?(\d{1,2})(?:st|nd|rd|th|er|º)?\.? (?:de )?(\p{L}+)\.?,? (?:de )?(\d{4})${TIME}$`,
  'u',
);
const MONTH_FIRST = new RegExp(
  String.raw`^(?:(\p{L}+)\.?,? )?(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`,
  'u',
);
const WITH_DOTS = new RegExp(String.raw`^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})${TIME}$`, 'u');
const EAST_ASIAN = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]$/u;

interface Names {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlySet<string>;
}

const namesOf = new Map<string, Names>();

/**
 * Parses a date with the month as a word, in the given language or English (`3 Dec 2026 14:30`, `5. Okt 2026`).
 * Slash-separated numbers are not parsed: their order depends on the country.
 */
export function readWrittenDate(text: string, language = 'en'): WrittenDate {
  const [, iso, rest] = ISO.exec(text) ?? [];
  if (isCalendarDate(iso)) {
    return { date: iso, isAll: rest === '' };
  }
  const [day, time] = text.length > LENGTH_MAXIMUM ? [] : readWords(text.toLowerCase(), language);
  return isCalendarDate(day) ? { date: day, isAll: !time } : { isAll: false };
}

function readWords(text: string, language: string): [date?: string, time?: string] {
  const dots = WITH_DOTS.exec(text);
  const [, year, month, day] = EAST_ASIAN.exec(text) ?? [];
  if (dots) {
    return [toIso(dots[3], dots[2], dots[1]), dots[4]];
  }
  if (year) {
    return [toIso(year, month, day)];
  }
  const first = DAY_FIRST.exec(text);
  if (first) {
    return readMonth(
      { weekday: first[1], day: first[2], month: first[3], year: first[4], time: first[5] },
      language,
    );
  }
  const second = MONTH_FIRST.exec(text);
  return second
    ? readMonth(
        { weekday: second[1], month: second[2], day: second[3], year: second[4], time: second[5] },
        language,
      )
    : [];
}

type Parts = Record<'weekday' | 'day' | 'month' | 'year' | 'time', string | undefined>;

function readMonth(
  { weekday, day, month, year, time }: Parts,
  language: string,
): [date?: string, time?: string] {
  const known = [language, 'en'].filter((each) => LANGUAGES.includes(each)).map(learn);
  const number = known
    .map(({ months }) => months.get(plain(month ?? '')))
    .find((found) => found !== undefined);
  const isDay = weekday === undefined || known.some(({ weekdays }) => weekdays.has(plain(weekday)));
  return number && isDay ? [toIso(year, String(number), day), time] : [];
}

function toIso(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Names of months and weekdays: in full, in the language's abbreviation, and by their first three letters. */
function learn(language: string): Names {
  const known = namesOf.get(language);
  if (known) {
    return known;
  }
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, day + 1)));
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1)));
  const spell = (date: Date, part: 'month' | 'weekday'): string[] =>
    (['long', 'short'] as const).flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { [part]: style, day: 'numeric', timeZone: 'UTC' });
      const name = plain(format.formatToParts(date).find(({ type }) => type === part)?.value ?? '');
      return [name, name.slice(0, 3)];
    });
  const names = {
    months: new Map(
      months
        .toReversed()
        .flatMap((date) => spell(date, 'month').map((name) => [name, date.getUTCMonth() + 1])),
    ),
    weekdays: new Set(days.flatMap((date) => spell(date, 'weekday'))),
  };
  namesOf.set(language, names);
  return names;
}

/** Removes accents and dots. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '');
}
