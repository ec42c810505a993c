import { ApiSchema } from '@nestjs/swagger';
import { DisplayName } from './display-name.decorator';

/** What people can change about themselves. */
@ApiSchema({ name: 'UpdateUserRequest' })
export class UpdateUserDto {
  @DisplayName()
  displayName?: string;
}
