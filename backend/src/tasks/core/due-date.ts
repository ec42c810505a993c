import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isCalendarDate } from '../../platform/validation/calendar-date.decorator';

/** Earlier dates are typing errors (`0026-11-21`). No upper bound: some programs write “never” as `9999-12-31`. */
export const DUE_DATE_FIRST = '1900-01-01';

/** A valid due date. Tasks with an earlier date, from before this rule, keep it until it is changed. */
export const DueDate = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'dueDate',
      validator: {
        validate: isDueDate,
        defaultMessage: (context) =>
          isCalendarDate(context?.value)
            ? `must be ${DUE_DATE_FIRST} or later`
            : 'must be a calendar date YYYY-MM-DD',
      },
    }),
    ApiProperty({
      type: String,
      format: 'date',
      nullable: true,
      example: '2026-11-21',
      description: `${DUE_DATE_FIRST} or later.`,
      'x-format-minimum': DUE_DATE_FIRST,
    } as object),
  );

export function isDueDate(value: unknown): value is string {
  return isCalendarDate(value) && value >= DUE_DATE_FIRST;
}
