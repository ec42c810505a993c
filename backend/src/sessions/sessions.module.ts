import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RefreshCookie } from './refresh-cookie';
import { RefreshTokens } from './refresh-token';
import { Session } from './session.entity';
import { SessionLivenessService } from './session-liveness.service';
import { SessionRotationService } from './session-rotation.service';
import { SessionsService } from './sessions.service';

@Module({
  imports: [TypeOrmModule.forFeature([Session])],
  providers: [RefreshTokens, RefreshCookie, SessionsService, SessionRotationService, SessionLivenessService],
  exports: [RefreshCookie, SessionsService, SessionRotationService, SessionLivenessService],
})
export class SessionsModule {}
