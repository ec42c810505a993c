import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { AccessTokenDto } from './access-token.dto';

@ApiSchema({ name: 'CreatedAccessToken' })
export class CreatedAccessTokenDto extends AccessTokenDto {
  @ApiProperty({ description: 'Shown this once, to be sent as `Authorization: Bearer <token>`.' })
  token!: string;
}
