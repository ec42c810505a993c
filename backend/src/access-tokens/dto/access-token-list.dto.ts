import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { AccessTokenDto } from './access-token.dto';

@ApiSchema({ name: 'AccessTokenList' })
export class AccessTokenListDto {
  @ApiProperty({ type: [AccessTokenDto] })
  items!: AccessTokenDto[];
}
