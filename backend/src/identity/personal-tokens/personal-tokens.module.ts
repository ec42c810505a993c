import { Module } from '@nestjs/common';
import { ThrottlingModule } from '../throttling/throttling.module';
import { PersonalTokensController } from './personal-tokens.controller';
import { PersonalTokensService } from './personal-tokens.service';
import { PersonalTokenCheckService } from './personal-token-check.service';

@Module({
  imports: [ThrottlingModule],
  controllers: [PersonalTokensController],
  providers: [PersonalTokensService, PersonalTokenCheckService],
  exports: [PersonalTokenCheckService],
})
export class PersonalTokensModule {}
