import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Omittable } from '../../../platform/validation/omittable.decorator';
import { Text } from '../../../platform/validation/text.decorator';
import { CurrentPassword } from '../../passwords/current-password.decorator';
import { EMAIL_MAXIMUM } from '../../users/email.decorator';

/** Accepts any password that was ever valid: the rules for new passwords do not apply here. */
@ApiSchema({ name: 'LoginRequest' })
export class LoginDto {
  @Text({ minimum: 1, maximum: EMAIL_MAXIMUM, trim: true, schema: { example: 'ada@example.org' } })
  email!: string;

  @CurrentPassword()
  password!: string;

  @Omittable()
  @IsBoolean()
  @ApiPropertyOptional({ default: false, description: 'Whether the session outlives the browser.' })
  rememberMe?: boolean;
}
