import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, Problem } from '../errors/problem';

/** The one pipe: unknown fields are refused, never dropped (ASVS V2.2.1, V15.3.3). */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
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
  const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(constraints).map(([name, message]) =>
    toFieldError(pointer, property, name, message),
  );
  return [...own, ...children.flatMap((child) => toFieldErrors(child, pointer))];
}

function toFieldError(pointer: string, property: string, constraint: string, message: string): FieldError {
  if (constraint === 'whitelistValidation') {
    return { pointer, code: 'UNKNOWN', message: 'This field is not known.' };
  }
  const rest = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  return { pointer, code: 'INVALID', message: `This field ${rest}.` };
}
