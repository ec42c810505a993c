import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { PasswordsModule } from '../passwords/passwords.module';
import { SessionsModule } from '../sessions/sessions.module';
import { ThrottlingModule } from '../throttling/throttling.module';
import { UsersModule } from '../users/users.module';
import { AccessTokens } from './access-token';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { JwtStrategy } from './jwt.strategy';
import { SignInAnswer } from './sign-in-answer';

@Module({
  imports: [JwtModule, PassportModule, PasswordsModule, SessionsModule, ThrottlingModule, UsersModule],
  controllers: [AuthController],
  providers: [AccessTokens, AuthService, JwtStrategy, SignInAnswer],
})
export class AuthModule {}
