import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { isEmailAddress } from './email-address';
import { Text } from '../../platform/validation/text.decorator';

export const EMAIL_MAXIMUM = 254;

/** The e-mail address of a new account (RFC 5321 section 4.5.3.1 bounds the length). */
export const Email = (): PropertyDecorator =>
  applyDecorators(
    Text({
      minimum: 3,
      maximum: EMAIL_MAXIMUM,
      trim: true,
      schema: { format: 'email', example: 'ada@example.org' },
    }),
    ValidateBy({
      name: 'email',
      validator: { validate: isEmailAddress, defaultMessage: () => 'must be an e-mail address' },
    }),
  );
