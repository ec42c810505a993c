import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Omittable } from '../../validation/omittable.decorator';
import { Text } from '../../validation/text.decorator';
import { EMAIL_MAXIMUM } from './email.decorator';
import { PASSWORD_MAXIMUM } from './password.decorator';

/** A password counts after NFC, which can be a quarter of what was typed. */
const TYPED_PASSWORD_MAXIMUM = 4 * PASSWORD_MAXIMUM;

/** Accepts whatever an account could have been made with at any time: rules for new passwords are no rules here. */
@ApiSchema({ name: 'LoginRequest' })
export class LoginDto {
  @Text({ minimum: 1, maximum: EMAIL_MAXIMUM, trim: true, schema: { example: 'ada@example.org' } })
  email!: string;

  @Text({ minimum: 1, maximum: TYPED_PASSWORD_MAXIMUM, schema: { format: 'password' } })
  password!: string;

  @Omittable()
  @IsBoolean()
  @ApiPropertyOptional({ default: false, description: 'Whether the session outlives the browser.' })
  rememberMe?: boolean;
}
