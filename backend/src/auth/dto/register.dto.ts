import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Omittable } from '../../validation/omittable.decorator';
import { Text } from '../../validation/text.decorator';
import { Email } from './email.decorator';
import { Password } from './password.decorator';

@ApiSchema({ name: 'RegisterRequest' })
export class RegisterDto {
  @Email()
  email!: string;

  @Password()
  password!: string;

  @Omittable()
  @Text({ minimum: 1, maximum: 100, trim: true, schema: { required: false, example: 'Ada Lovelace' } })
  displayName?: string;

  @Omittable()
  @IsBoolean()
  @ApiPropertyOptional({ default: false, description: 'Whether the session outlives the browser.' })
  rememberMe?: boolean;
}
