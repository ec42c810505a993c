import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { findTextProblem } from '../../../platform/validation/text.decorator';

export const IDS_MAXIMUM = 100;
export const ID_MAXIMUM = 200;

/** Task ids, deduplicated in the given order. A malformed id is treated as unknown, as in a URL. */
export const TaskIds = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => dropRepeated(value)),
    ValidateBy({
      name: 'taskIds',
      validator: {
        validate: (value: unknown) => findIdsProblem(value) === undefined,
        defaultMessage: (context?: ValidationArguments) => findIdsProblem(context?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: ID_MAXIMUM },
      minItems: 1,
      maxItems: IDS_MAXIMUM,
      description: 'Repeated ones count once.',
    }),
  );

/** UUIDs are case-insensitive (RFC 9562 section 4). */
function dropRepeated(value: unknown): unknown {
  return Array.isArray(value) ? [...Map.groupBy(value, keyOf).values()].map(([first]) => first) : value;
}

function keyOf(id: unknown): unknown {
  return typeof id === 'string' ? id.toLowerCase() : id;
}

function findIdsProblem(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > IDS_MAXIMUM) {
    return `must be a list of 1 to ${IDS_MAXIMUM} ids`;
  }
  const problem = value.map((id) => findTextProblem(id, 1, ID_MAXIMUM)).find((found) => found !== undefined);
  return problem && `holds an id that ${problem}`;
}
