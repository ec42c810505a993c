import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ACCESS_TOKENS_MAXIMUM } from '../access-token-limits';
import { AccessTokenDto } from './access-token.dto';

@ApiSchema({ name: 'AccessTokenList' })
export class AccessTokenListDto {
  @ApiProperty({ type: [AccessTokenDto], maxItems: ACCESS_TOKENS_MAXIMUM })
  items!: AccessTokenDto[];
}
