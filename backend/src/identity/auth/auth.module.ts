import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { PasswordsModule } from '../passwords/passwords.module';
import { SessionsModule } from '../sessions/sessions.module';
import { ThrottlingModule } from '../throttling/throttling.module';
import { UsersModule } from '../users/users.module';
import { AccessTokens } from './access-token';
import { AccessTokenCheck } from './access-token-check.service';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { HashRenewal } from './hash-renewal.service';
import { JwtStrategy } from './jwt.strategy';
import { PasswordCheck } from './password-check.service';
import { ReauthenticationController } from './reauthentication.controller';
import { ReauthenticationService } from './reauthentication.service';
import { SignInAnswer } from './sign-in-answer';

@Module({
  imports: [JwtModule, PassportModule, PasswordsModule, SessionsModule, ThrottlingModule, UsersModule],
  controllers: [AuthController, ReauthenticationController],
  providers: [
    AccessTokenCheck,
    AccessTokens,
    AuthService,
    HashRenewal,
    JwtStrategy,
    PasswordCheck,
    ReauthenticationService,
    SignInAnswer,
  ],
  exports: [AccessTokenCheck, PasswordCheck, SignInAnswer],
})
export class AuthModule {}
