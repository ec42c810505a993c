import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { findNameProblem, NOT_BLANK } from '../../../platform/validation/text.decorator';
import { distinctTags } from '../fold-tag';
import { TAG_MAXIMUM, TAGS_MAXIMUM } from '../task-limits';

export const TAG_SCHEMA = {
  type: 'string',
  minLength: 1,
  maxLength: TAG_MAXIMUM,
  pattern: NOT_BLANK,
} as const;

/** Tags are trimmed and deduplicated, keeping the order and the first spelling. */
export const TagRules = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => normaliseTags(value)),
    ValidateBy({
      name: 'tags',
      validator: {
        validate: (value: unknown) => findTagsProblem(value) === undefined,
        defaultMessage: (context?: ValidationArguments) => findTagsProblem(context?.value) ?? 'is not valid',
      },
    }),
  );

export const Tags = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(
    TagRules(),
    ApiProperty({ type: 'array', items: TAG_SCHEMA, maxItems: TAGS_MAXIMUM, example: ['home'], ...schema }),
  );

/** Values that are not lists of strings are left for validation to reject. */
function normaliseTags(value: unknown): unknown {
  const isList = Array.isArray(value) && value.every((tag) => typeof tag === 'string');
  return isList ? [...distinctTags(value.map((tag) => tag.trim()))] : value;
}

function findTagsProblem(value: unknown): string | undefined {
  if (!Array.isArray(value)) {
    return 'must be a list of texts';
  }
  if (value.length > TAGS_MAXIMUM) {
    return `must hold at most ${TAGS_MAXIMUM} tags`;
  }
  const problem = value
    .map((tag) => findNameProblem(tag, 1, TAG_MAXIMUM))
    .find((found) => found !== undefined);
  return problem && `holds a tag that ${problem}`;
}
