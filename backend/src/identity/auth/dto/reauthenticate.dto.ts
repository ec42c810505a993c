import { ApiSchema } from '@nestjs/swagger';
import { CurrentPassword } from '../../passwords/current-password.decorator';

@ApiSchema({ name: 'ReauthenticateRequest' })
export class ReauthenticateDto {
  @CurrentPassword()
  password!: string;
}
