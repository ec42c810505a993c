import { DURATION_PATTERN, parseDuration } from '../../platform/config/duration';
import { isCalendarDate } from '../../platform/validation/calendar-date.decorator';
import { parseKeptInstant } from '../../platform/validation/instant';
import { validationPipe } from '../../platform/validation/validation.pipe';
import { UsageError } from './admin-command';

const LIMIT_MAXIMUM = 100_000;

type OptionValue = string | boolean | undefined;

/** Validates arguments by the rules of the API. @throws Problem VALIDATION_FAILED */
export async function readFields<T extends object>(metatype: new () => T, fields: object): Promise<T> {
  return (await validationPipe().transform(fields, { type: 'body', metatype })) as T;
}

/** @throws UsageError */
export function readLimit(value: OptionValue): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAXIMUM) {
    throw new UsageError(`--limit must be a whole number from 1 to ${LIMIT_MAXIMUM}.`);
  }
  return limit;
}

/** An RFC 3339 instant or date, or a relative time such as `24h`. @throws UsageError */
export function readInstant(value: OptionValue): Date | undefined {
  if (value === undefined) {
    return undefined;
  }
  const text = String(value);
  const instant = DURATION_PATTERN.test(text)
    ? new Date(Date.now() - parseDuration(text))
    : parseKeptInstant(isCalendarDate(text) ? `${text}T00:00:00Z` : text);
  if (!instant) {
    throw new UsageError(
      '--since must be an instant such as 2026-11-21T08:00:00Z, or a duration such as 24h.',
    );
  }
  return instant;
}
