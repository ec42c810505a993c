import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';

export interface TextOptions {
  /** In code points, as counted by PostgreSQL and JSON Schema. */
  minimum: number;
  maximum: number;
  /** Whether to trim white space before validation. */
  trim?: boolean;
  /** Further keywords of the OpenAPI schema. */
  schema?: ApiPropertyOptions;
}

/** Text without visible characters: white space, control characters, invisible characters, the Braille blank. */
const UNSEEN_ALONE = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** JSON Schema's notation for text that must not consist of white space alone. */
export const NOT_BLANK = '\\S';

/**
 * A string that PostgreSQL can store: well-formed Unicode, no NUL, with a length in code points. If it is trimmed and
 * has a minimum length, it must contain a visible character.
 */
export function Text({ minimum, maximum, trim = false, schema }: TextOptions): PropertyDecorator {
  const findProblem = (value: unknown): string | undefined =>
    trim && minimum > 0 ? findNameProblem(value, minimum, maximum) : findTextProblem(value, minimum, maximum);
  return applyDecorators(
    ...(trim
      ? [Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))]
      : []),
    ValidateBy({
      name: 'text',
      validator: {
        validate: (value: unknown) => findProblem(value) === undefined,
        defaultMessage: (context?: ValidationArguments) => findProblem(context?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({
      type: String,
      minLength: minimum,
      maxLength: maximum,
      ...(trim && minimum > 0 && { pattern: NOT_BLANK }),
      ...schema,
    }),
  );
}

/** What is wrong with a text, worded to follow the field's name. */
export function findTextProblem(value: unknown, minimum: number, maximum: number): string | undefined {
  if (typeof value !== 'string') {
    return 'must be text';
  }
  if (!value.isWellFormed() || value.includes('\0')) {
    return 'holds a character that cannot be stored';
  }
  if (isLongerThan(value, maximum)) {
    return `must have at most ${maximum} characters`;
  }
  const length = Array.from(value).length;
  if (length < minimum) {
    return length === 0 ? 'must not be empty' : `must have at least ${minimum} characters`;
  }
  return undefined;
}

/** The same for a name or title: it must not be blank. */
export function findNameProblem(value: unknown, minimum: number, maximum: number): string | undefined {
  return (
    findTextProblem(value, minimum, maximum) ??
    (isBlank(value as string) ? 'must have a character that can be seen' : undefined)
  );
}

/** Whether a text has no visible characters: U+200B, U+2060, the filler U+3164, U+2800 and the like. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || UNSEEN_ALONE.test(text);
}

/** Whether a text has more code points than `maximum`; avoids counting text that is far too long. */
export function isLongerThan(text: string, maximum: number): boolean {
  return text.length > 2 * maximum || (text.length > maximum && Array.from(text).length > maximum);
}
