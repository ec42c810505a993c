import { ApiSchema } from '@nestjs/swagger';
import { CurrentPassword } from '../../passwords/current-password.decorator';
import { Password } from '../../passwords/password.decorator';

@ApiSchema({ name: 'ChangePasswordRequest' })
export class ChangePasswordDto {
  @CurrentPassword()
  currentPassword!: string;

  @Password()
  newPassword!: string;
}
