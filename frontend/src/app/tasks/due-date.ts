import { texts } from '../texts/texts';
import { addDays, fromDay } from '../ui/calendar';
import { dateLocale } from '../ui/date-locale';
import { formatDay } from '../ui/format-day';

export interface DueLabel {
  readonly text: string;
  readonly tone: 'overdue' | 'today' | 'soon' | 'later';
}

const WEEKDAY = new Intl.DateTimeFormat(dateLocale, { weekday: 'long' });

/** A due date in everyday words, relative to today. */
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

function pastText(due: string, today: string): string {
  return due === addDays(today, -1) ? texts.tasks.yesterday : formatDay(due, today);
}
