import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { parseInstant } from '../../../platform/validation/instant';

/** The first instant that every part of the product can write. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');

/** An RFC 3339 date-time; one in the future counts as now. */
export const Instant = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'instant',
      validator: {
        validate: (value) => Number(parseInstant(value)) >= FIRST,
        defaultMessage: () => 'must be an RFC 3339 date-time such as 2026-11-21T08:30:00Z',
      },
    }),
    ApiPropertyOptional({ type: String, format: 'date-time', ...schema }),
  );
