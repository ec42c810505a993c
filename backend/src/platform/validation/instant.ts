import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isCalendarDate } from './calendar-date.decorator';

const FORM = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The instant of an RFC 3339 date-time, to the millisecond; undefined for anything else, leap seconds included. */
export function parseInstant(value: unknown): Date | undefined {
  const [, date] = (typeof value === 'string' ? FORM.exec(value) : null) ?? [];
  return isCalendarDate(date) ? new Date(value as string) : undefined;
}

/** The earliest instant that every part of the product can represent. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');

/** The same for an instant that can be stored. */
export function parseKeptInstant(value: unknown): Date | undefined {
  const instant = parseInstant(value);
  return Number(instant) >= FIRST ? instant : undefined;
}

/** An RFC 3339 date-time; a future one is treated as now. */
export const Instant = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'instant',
      validator: {
        validate: (value) => parseKeptInstant(value) !== undefined,
        defaultMessage: () => 'must be an RFC 3339 date-time such as 2026-11-21T08:30:00Z',
      },
    }),
    ApiPropertyOptional({ type: String, format: 'date-time', ...schema }),
  );
