import { ApiSchema } from '@nestjs/swagger';
import { CurrentPassword } from '../../auth/dto/current-password.decorator';
import { Password } from '../../auth/dto/password.decorator';

@ApiSchema({ name: 'ChangePasswordRequest' })
export class ChangePasswordDto {
  @CurrentPassword()
  currentPassword!: string;

  @Password()
  newPassword!: string;
}
