import { Module } from '@nestjs/common';
import { ThrottlingModule } from '../throttling/throttling.module';
import { AccessTokensController } from './access-tokens.controller';
import { AccessTokensService } from './access-tokens.service';
import { PersonalTokenCheck } from './personal-token-check.service';

@Module({
  imports: [ThrottlingModule],
  controllers: [AccessTokensController],
  providers: [AccessTokensService, PersonalTokenCheck],
  exports: [PersonalTokenCheck],
})
export class AccessTokensModule {}
