import { Module } from '@nestjs/common';
import { ThrottlingModule } from '../throttling/throttling.module';
import { PersonalTokensController } from './personal-tokens.controller';
import { PersonalTokensService } from './personal-tokens.service';
import { PersonalTokenCheck } from './personal-token-check.service';

@Module({
  imports: [ThrottlingModule],
  controllers: [PersonalTokensController],
  providers: [PersonalTokensService, PersonalTokenCheck],
  exports: [PersonalTokenCheck],
})
export class PersonalTokensModule {}
