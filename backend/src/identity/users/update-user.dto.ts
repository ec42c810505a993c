import { ApiSchema } from '@nestjs/swagger';
import { DisplayName } from './display-name.decorator';

/** What people can change about their own account. */
@ApiSchema({ name: 'UpdateUserRequest' })
export class UpdateUserDto {
  @DisplayName()
  displayName?: string;
}
