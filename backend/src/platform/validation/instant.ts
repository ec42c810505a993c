import { isCalendarDate } from './calendar-date.decorator';

const FORM = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The instant of an RFC 3339 date-time, to the millisecond; undefined for anything else, leap seconds included. */
export function parseInstant(value: unknown): Date | undefined {
  const [, date] = (typeof value === 'string' ? FORM.exec(value) : null) ?? [];
  return isCalendarDate(date) ? new Date(value as string) : undefined;
}
