import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PERSONAL_TOKENS_MAXIMUM } from '../personal-token.entity';
import { PersonalTokenDto } from './personal-token.dto';

@ApiSchema({ name: 'AccessTokenList' })
export class PersonalTokenListDto {
  @ApiProperty({ type: [PersonalTokenDto], maxItems: PERSONAL_TOKENS_MAXIMUM })
  items!: PersonalTokenDto[];
}
