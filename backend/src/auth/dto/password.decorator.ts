import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { findTextProblem } from '../../validation/text.decorator';

export const PASSWORD_MINIMUM = 8;
export const PASSWORD_MAXIMUM = 256;

/** A new password: any Unicode, no composition rules, counted in code points after NFC (ASVS V6.2.1, V6.2.5, V6.2.9). */
export const Password = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'password',
      validator: {
        validate: (value: unknown) => findPasswordProblem(value) === undefined,
        defaultMessage: (context?: ValidationArguments) =>
          findPasswordProblem(context?.value) ?? 'is not valid',
      },
    }),
    ApiProperty({
      type: String,
      format: 'password',
      minLength: PASSWORD_MINIMUM,
      maxLength: PASSWORD_MAXIMUM,
    }),
  );

function findPasswordProblem(value: unknown): string | undefined {
  const normalised = typeof value === 'string' && value.isWellFormed() ? value.normalize('NFC') : value;
  return findTextProblem(normalised, PASSWORD_MINIMUM, PASSWORD_MAXIMUM);
}
