import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, Problem } from '../errors/problem';
import { findInheritedNames } from './inherited-names';
import { pointerTo } from './json-pointer';

class StrictValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const inherited = metadata.type === 'custom' ? [] : findInheritedNames(value);
    if (inherited.length > 0) {
      throw validationProblem(inherited.map(unknownField));
    }
    return super.transform(value, metadata);
  }
}

/** The global pipe: unknown fields are rejected, never dropped (ASVS V2.2.1, V15.3.3). */
export const validationPipe = (): ValidationPipe =>
  new StrictValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    transform: true,
    exceptionFactory: (errors) => validationProblem(errors.flatMap((error) => toFieldErrors(error, ''))),
  });

export function validationProblem(errors: FieldError[]): Problem {
  return new Problem('VALIDATION_FAILED', { members: { errors } });
}

function toFieldErrors(
  { property, constraints = {}, children = [] }: ValidationError,
  parent: string,
): FieldError[] {
  const pointer = pointerTo(parent, property);
  const own = Object.entries(constraints).map(([name, message]) =>
    name === 'whitelistValidation' ? unknownField(pointer) : invalidField(pointer, property, message),
  );
  return [...own, ...children.flatMap((child) => toFieldErrors(child, pointer))];
}

function unknownField(pointer: string): FieldError {
  return { pointer, code: 'UNKNOWN', message: 'This field is not known.' };
}

function invalidField(pointer: string, property: string, message: string): FieldError {
  const rest = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  return { pointer, code: 'INVALID', message: `This field ${rest}.` };
}
