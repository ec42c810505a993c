import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { findTextProblem, isLongerThan } from '../../platform/validation/text.decorator';

export const PASSWORD_MINIMUM = 8;
export const PASSWORD_MAXIMUM = 256;
/** Length is counted after NFC, which can shrink the input to a quarter. */
export const TYPED_PASSWORD_MAXIMUM = 4 * PASSWORD_MAXIMUM;

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
  return findTextProblem(
    isComposable(value) ? value.normalize('NFC') : value,
    PASSWORD_MINIMUM,
    PASSWORD_MAXIMUM,
  );
}

/** Sorting combining marks takes quadratic time, so text that is too long in any form is left alone. */
function isComposable(value: unknown): value is string {
  return typeof value === 'string' && !isLongerThan(value, TYPED_PASSWORD_MAXIMUM) && value.isWellFormed();
}
