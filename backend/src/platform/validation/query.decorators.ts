import { applyDecorators } from '@nestjs/common';
import { type ApiPropertyOptions, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, Max, Min } from 'class-validator';
import { itemsOfCommaList } from './comma-list';
import { Omittable } from './omittable.decorator';

interface Transformable {
  value: unknown;
}

/** A whole number in a query: digits and nothing else, so that `1e2` and ` 5` are refused. */
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

/** One of some words. */
export const QueryChoice = (choices: readonly string[], byDefault: string): PropertyDecorator =>
  applyDecorators(
    Omittable(),
    IsIn(choices, { message: `must be one of: ${choices.join(', ')}` }),
    ApiPropertyOptional({ enum: [...choices], default: byDefault }),
  );

/** How OpenAPI says that the values of an array stand in one parameter, between commas. */
const ONE_PARAMETER = { style: 'form', explode: false } as const;

/** A comma list as an array; what is no string stays, to be refused, and one item too many is the last that is read. */
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
