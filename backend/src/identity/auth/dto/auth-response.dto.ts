import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { UserDto } from '../../users/user.dto';

@ApiSchema({ name: 'AuthResponse' })
export class AuthResponseDto {
  @ApiProperty({
    description: 'To be sent as `Authorization: Bearer <token>`.',
    example: 'header.payload.signature',
    maxLength: 4_096,
    pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
  })
  accessToken!: string;

  @ApiProperty({ enum: ['Bearer'] })
  tokenType!: 'Bearer';

  @ApiProperty({ description: 'Lifetime of the access token in seconds.', type: 'integer', example: 900 })
  expiresIn!: number;

  @ApiProperty({ type: UserDto })
  user!: UserDto;
}
