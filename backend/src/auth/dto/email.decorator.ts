import { applyDecorators } from '@nestjs/common';
import { IsEmail } from 'class-validator';
import { Text } from '../../validation/text.decorator';

export const EMAIL_MAXIMUM = 254;

/** An e-mail address as people have them (RFC 5321 section 4.5.3.1 bounds the length). */
export const Email = (): PropertyDecorator =>
  applyDecorators(
    // First, because the other rule throws at text that is not well-formed.
    Text({
      minimum: 3,
      maximum: EMAIL_MAXIMUM,
      trim: true,
      schema: { format: 'email', example: 'ada@example.org' },
    }),
    IsEmail({}, { message: 'must be an e-mail address' }),
  );
