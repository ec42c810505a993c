import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PersonalTokenDto } from './personal-token.dto';

@ApiSchema({ name: 'CreatedAccessToken' })
export class CreatedPersonalTokenDto extends PersonalTokenDto {
  @ApiProperty({
    description: 'Shown this once, to be sent as `Authorization: Bearer <token>`.',
    example: 'twd_prefix_secret',
    maxLength: 128,
    pattern: '^twd_[A-Za-z0-9_-]+$',
  })
  token!: string;
}
