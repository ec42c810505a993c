import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { PasswordsModule } from '../passwords/passwords.module';
import { SessionsModule } from '../sessions/sessions.module';
import { ThrottlingModule } from '../throttling/throttling.module';
import { UsersModule } from '../users/users.module';
import { AccessTokensService } from './access-tokens.service';
import { AccessTokenCheckService } from './access-token-check.service';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { HashRenewalService } from './hash-renewal.service';
import { JwtStrategy } from './jwt.strategy';
import { PasswordCheckService } from './password-check.service';
import { ReauthenticationController } from './reauthentication.controller';
import { ReauthenticationService } from './reauthentication.service';
import { SignInAnswerService } from './sign-in-answer.service';

@Module({
  imports: [JwtModule, PassportModule, PasswordsModule, SessionsModule, ThrottlingModule, UsersModule],
  controllers: [AuthController, ReauthenticationController],
  providers: [
    AccessTokenCheckService,
    AccessTokensService,
    AuthService,
    HashRenewalService,
    JwtStrategy,
    PasswordCheckService,
    ReauthenticationService,
    SignInAnswerService,
  ],
  exports: [AccessTokenCheckService, PasswordCheckService, SignInAnswerService],
})
export class AuthModule {}
