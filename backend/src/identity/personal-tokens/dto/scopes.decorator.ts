import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { SCOPES } from '../../scope';

/** At least one scope, each of them once. */
export const Scopes = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'scopes',
      validator: {
        validate: (value: unknown) => findScopesProblem(value) === undefined,
        defaultMessage: (context?: ValidationArguments) =>
          findScopesProblem(context?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({
      type: 'array',
      items: { type: 'string', enum: [...SCOPES] },
      minItems: 1,
      maxItems: SCOPES.length,
      uniqueItems: true,
      description: 'Whoever may write may read.',
      example: ['tasks:write'],
    }),
  );

function findScopesProblem(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    return 'must list at least one scope';
  }
  if (!value.every((scope: unknown) => SCOPES.some((known) => known === scope))) {
    return `must list nothing but: ${SCOPES.join(', ')}`;
  }
  return new Set(value).size < value.length ? 'must list each scope once' : undefined;
}
