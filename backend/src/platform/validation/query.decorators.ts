import { applyDecorators } from '@nestjs/common';
import { type ApiPropertyOptions, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, Max, Min } from 'class-validator';
import { itemsOfCommaList } from './comma-list';
import { Omittable } from './omittable.decorator';

interface Transformable {
  value: unknown;
}

/** An integer in a query: digits only, so that `1e2` and ` 5` are rejected. */
export const QueryInteger = (options: {
  minimum: number;
  maximum: number;
  default: number;
}): PropertyDecorator =>
  applyDecorators(
    Omittable(),
    Transform(({ value }: Transformable) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    IsInt({ message: 'must be a whole number' }),
    Min(options.minimum),
    Max(options.maximum),
    ApiPropertyOptional({ type: 'integer', ...options }),
  );

/** One of a set of words. */
export const QueryChoice = (choices: readonly string[], byDefault: string): PropertyDecorator =>
  applyDecorators(
    Omittable(),
    IsIn(choices, { message: `must be one of: ${choices.join(', ')}` }),
    ApiPropertyOptional({ enum: [...choices], default: byDefault }),
  );

/** OpenAPI's notation for an array in one comma-separated parameter. */
const ONE_PARAMETER = { style: 'form', explode: false } as const;

/** Splits a comma list. Values that are not strings are left for validation; reading stops after one item too many. */
export const CommaList = (
  maximum: number,
  schema: Pick<ApiPropertyOptions, 'items' | 'description'>,
): PropertyDecorator =>
  applyDecorators(
    Omittable(),
    Transform(({ value }: Transformable) =>
      typeof value === 'string' ? [...itemsOfCommaList(value).take(maximum + 1)] : [value],
    ),
    ArrayMaxSize(maximum, { message: `must list at most ${maximum} values` }),
    ApiPropertyOptional({ ...ONE_PARAMETER, type: 'array', minItems: 1, maxItems: maximum, ...schema }),
  );
