import { fromDay } from './calendar';
import { dateLocale } from './date-locale';

const DAY = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short' });
const DAY_OF_OTHER_YEAR = new Intl.DateTimeFormat(dateLocale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A date such as `2026-11-30` for display; with its year if it differs from that of `today`. */
export function formatDay(day: string, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return (sameYear ? DAY : DAY_OF_OTHER_YEAR).format(fromDay(day));
}
