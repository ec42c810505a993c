import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { parseInstant } from '../../../platform/validation/instant';
import { Omittable } from '../../../platform/validation/omittable.decorator';

export const LIFETIME_DAYS = 90;

/** When a token expires: within a year, since one that is forgotten must not stay good for ever. */
export const TokenExpiry = (): PropertyDecorator =>
  applyDecorators(
    Omittable(),
    ValidateBy({
      name: 'tokenExpiry',
      validator: {
        validate: (value: unknown) => findExpiryProblem(value) === undefined,
        defaultMessage: (context?: ValidationArguments) =>
          findExpiryProblem(context?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({
      type: String,
      format: 'date-time',
      required: false,
      description: `In the future, at most one year from now; without it in ${LIFETIME_DAYS} days.`,
    }),
  );

function findExpiryProblem(value: unknown): string | undefined {
  const instant = parseInstant(value);
  const now = new Date();
  if (!instant) {
    return 'must be a date and time with its zone, such as 2026-11-21T08:30:00Z';
  }
  if (instant <= now) {
    return 'must be in the future';
  }
  return instant > oneYearAfter(now) ? 'must be at most one year from now' : undefined;
}

function oneYearAfter(instant: Date): Date {
  const end = new Date(instant);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end;
}
