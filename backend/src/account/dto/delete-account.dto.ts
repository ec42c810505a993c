import { ApiSchema } from '@nestjs/swagger';
import { CurrentPassword } from '../../auth/dto/current-password.decorator';

@ApiSchema({ name: 'DeleteAccountRequest' })
export class DeleteAccountDto {
  @CurrentPassword()
  password!: string;
}
