import { dateLocale } from '../date-locale';
import { texts } from '../texts';
import { addDays, fromDay } from './calendar';

export interface DueLabel {
  readonly text: string;
  readonly tone: 'overdue' | 'today' | 'soon' | 'later';
}

const WEEKDAY = new Intl.DateTimeFormat(dateLocale, { weekday: 'long' });
const DAY = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short' });
const DAY_OF_OTHER_YEAR = new Intl.DateTimeFormat(dateLocale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A due date in the words people use for it, seen from today. */
export function describeDue(due: string, today: string): DueLabel {
  if (due < today) {
    return { text: pastText(due, today), tone: 'overdue' };
  }
  if (due === today) {
    return { text: texts.tasks.today, tone: 'today' };
  }
  if (due === addDays(today, 1)) {
    return { text: texts.tasks.tomorrow, tone: 'soon' };
  }
  if (due < addDays(today, 7)) {
    return { text: WEEKDAY.format(fromDay(due)), tone: 'soon' };
  }
  return { text: formatDay(due, today), tone: 'later' };
}

export function formatDay(day: string, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return (sameYear ? DAY : DAY_OF_OTHER_YEAR).format(fromDay(day));
}

function pastText(due: string, today: string): string {
  return due === addDays(today, -1) ? texts.tasks.yesterday : formatDay(due, today);
}
