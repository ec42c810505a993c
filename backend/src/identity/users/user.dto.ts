import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DISPLAY_NAME_MAXIMUM } from './display-name.decorator';
import type { Account } from '../account';

@ApiSchema({ name: 'User' })
export class UserDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'email', example: 'ada@example.org' })
  email!: string;

  @ApiProperty({ example: 'Ada Lovelace', minLength: 1, maxLength: DISPLAY_NAME_MAXIMUM })
  displayName!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
    description:
      'Until when the password signs in, where the administrator has set it; null for one of one’s own.',
  })
  passwordExpiresAt!: string | null;
}

export function toUserDto({ id, email, displayName, createdAt, passwordExpiresAt }: Account): UserDto {
  return {
    id,
    email,
    displayName,
    createdAt: createdAt.toISOString(),
    passwordExpiresAt: passwordExpiresAt?.toISOString() ?? null,
  };
}
