import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { AccessTokenDto } from './access-token.dto';

@ApiSchema({ name: 'CreatedAccessToken' })
export class CreatedAccessTokenDto extends AccessTokenDto {
  @ApiProperty({
    description: 'Shown this once, to be sent as `Authorization: Bearer <token>`.',
    maxLength: 128,
    pattern: '^twd_[A-Za-z0-9_-]+$',
  })
  token!: string;
}
