import { dateLocale } from './date-locale';
import { addDays, toDay } from './calendar';
import { formatDay } from './format-day';
import { texts } from '../texts/texts';

const TIME = new Intl.DateTimeFormat(dateLocale, { timeStyle: 'short' });
const EXACT = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'long', timeStyle: 'medium' });
const FULL = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'full', timeStyle: 'long' });

/** An instant in everyday words, relative to `now`. */
export function describeInstant(value: string, now: Date): string {
  const instant = new Date(value);
  return `${describeDay(toDay(instant), toDay(now))}, ${TIME.format(instant)}`;
}

/** To the second, for within a sentence. */
export function describeInstantExactly(value: string): string {
  return EXACT.format(new Date(value));
}

export function describeInstantFully(value: string): string {
  return FULL.format(new Date(value));
}

function describeDay(day: string, today: string): string {
  if (day === today) {
    return texts.tasks.today;
  }
  if (day === addDays(today, -1)) {
    return texts.tasks.yesterday;
  }
  return day === addDays(today, 1) ? texts.tasks.tomorrow : formatDay(day, today);
}
