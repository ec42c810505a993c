import { ApiSchema } from '@nestjs/swagger';
import { CurrentPassword } from '../../passwords/current-password.decorator';

@ApiSchema({ name: 'DeleteAccountRequest' })
export class DeleteAccountDto {
  @CurrentPassword()
  password!: string;
}
