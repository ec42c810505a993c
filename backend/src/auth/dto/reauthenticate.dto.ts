import { ApiSchema } from '@nestjs/swagger';
import { CurrentPassword } from './current-password.decorator';

@ApiSchema({ name: 'ReauthenticateRequest' })
export class ReauthenticateDto {
  @CurrentPassword()
  password!: string;
}
