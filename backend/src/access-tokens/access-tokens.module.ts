import { Module } from '@nestjs/common';
import { AccessTokensController } from './access-tokens.controller';
import { AccessTokensService } from './access-tokens.service';
import { PersonalTokenCheck } from './personal-token-check.service';

@Module({
  controllers: [AccessTokensController],
  providers: [AccessTokensService, PersonalTokenCheck],
  exports: [PersonalTokenCheck],
})
export class AccessTokensModule {}
