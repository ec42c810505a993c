import { ApiSchema } from '@nestjs/swagger';
import { Text } from '../../../platform/validation/text.decorator';
import { TOKEN_NAME_MAXIMUM } from '../personal-token.entity';
import type { Scope } from '../../scope';
import { Scopes } from './scopes.decorator';
import { TokenExpiry } from './token-expiry.decorator';

@ApiSchema({ name: 'CreateAccessTokenRequest' })
export class CreatePersonalTokenDto {
  @Text({ minimum: 1, maximum: TOKEN_NAME_MAXIMUM, trim: true, schema: { example: 'Nightly build' } })
  name!: string;

  @Scopes()
  scopes!: Scope[];

  @TokenExpiry()
  expiresAt?: string;
}
