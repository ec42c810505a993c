import { Module } from '@nestjs/common';
import { AccessTokensModule } from '../personal-tokens/access-tokens.module';
import { SessionsModule } from '../sessions/sessions.module';
import { LastingAccessService } from './lasting-access.service';

@Module({
  imports: [AccessTokensModule, SessionsModule],
  providers: [LastingAccessService],
  exports: [LastingAccessService],
})
export class LastingAccessModule {}
