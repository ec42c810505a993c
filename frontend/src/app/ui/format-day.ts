import { fromDay } from './calendar';
import { dateLocale } from './date-locale';

const DAY = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short' });
const DAY_OF_OTHER_YEAR = new Intl.DateTimeFormat(dateLocale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A day such as `2026-11-30` as people write it; with its year where that is not the one of `today`. */
export function formatDay(day: string, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return (sameYear ? DAY : DAY_OF_OTHER_YEAR).format(fromDay(day));
}
