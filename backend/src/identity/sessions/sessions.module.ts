import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RefreshCookie } from './refresh-cookie';
import { RefreshTokens } from './refresh-token';
import { Session } from './session.entity';
import { SessionLimit } from './session-limit.service';
import { SessionLivenessService } from './session-liveness.service';
import { SessionRevocationService } from './session-revocation.service';
import { SessionRotationService } from './session-rotation.service';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [TypeOrmModule.forFeature([Session])],
  controllers: [SessionsController],
  providers: [
    RefreshTokens,
    RefreshCookie,
    SessionsService,
    SessionLimit,
    SessionRevocationService,
    SessionRotationService,
    SessionLivenessService,
  ],
  exports: [
    RefreshCookie,
    SessionsService,
    SessionRevocationService,
    SessionRotationService,
    SessionLivenessService,
  ],
})
export class SessionsModule {}
