import { Module } from '@nestjs/common';
import { PersonalTokensModule } from '../personal-tokens/personal-tokens.module';
import { SessionsModule } from '../sessions/sessions.module';
import { LastingAccessService } from './lasting-access.service';

@Module({
  imports: [PersonalTokensModule, SessionsModule],
  providers: [LastingAccessService],
  exports: [LastingAccessService],
})
export class LastingAccessModule {}
