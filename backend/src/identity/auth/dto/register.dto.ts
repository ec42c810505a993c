import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { DisplayName } from '../../users/display-name.decorator';
import { Omittable } from '../../../platform/validation/omittable.decorator';
import { Email } from '../../users/email.decorator';
import { Password } from '../../passwords/password.decorator';

@ApiSchema({ name: 'RegisterRequest' })
export class RegisterDto {
  @Email()
  email!: string;

  @Password()
  password!: string;

  @DisplayName()
  displayName?: string;

  @Omittable()
  @IsBoolean()
  @ApiPropertyOptional({ default: false, description: 'Whether the session outlives the browser.' })
  rememberMe?: boolean;
}
