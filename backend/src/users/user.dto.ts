import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Account } from './user.entity';

@ApiSchema({ name: 'User' })
export class UserDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'email', example: 'ada@example.org' })
  email!: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  displayName!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export function toUserDto({ id, email, displayName, createdAt }: Account): UserDto {
  return { id, email, displayName, createdAt: createdAt.toISOString() };
}
