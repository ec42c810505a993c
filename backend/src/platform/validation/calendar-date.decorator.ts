import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

const FORM = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** A calendar date, `YYYY-MM-DD` (RFC 3339 full-date), from year 1 to 9999; not an instant. */
export const CalendarDate = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'calendarDate',
      validator: { validate: isCalendarDate, defaultMessage: () => 'must be a calendar date YYYY-MM-DD' },
    }),
    ApiProperty({ type: String, format: 'date', example: '2026-11-21', ...schema }),
  );

export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== 'string' || !FORM.test(value)) {
    return false;
  }
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}
