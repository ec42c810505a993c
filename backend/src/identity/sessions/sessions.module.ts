import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RefreshCookieService } from './refresh-cookie.service';
import { RefreshTokensService } from './refresh-tokens.service';
import { Session } from './session.entity';
import { SessionLimitService } from './session-limit.service';
import { SessionLivenessService } from './session-liveness.service';
import { SessionRevocationService } from './session-revocation.service';
import { SessionRotationService } from './session-rotation.service';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [TypeOrmModule.forFeature([Session])],
  controllers: [SessionsController],
  providers: [
    RefreshTokensService,
    RefreshCookieService,
    SessionsService,
    SessionLimitService,
    SessionRevocationService,
    SessionRotationService,
    SessionLivenessService,
  ],
  exports: [
    RefreshCookieService,
    SessionsService,
    SessionRevocationService,
    SessionRotationService,
    SessionLivenessService,
  ],
})
export class SessionsModule {}
