import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { TakesSourceTurn } from '../concurrency/source-turn.guard';
import { RefreshCookieService } from '../sessions/refresh-cookie.service';
import { ThrottleSource } from './source-throttle.guard';
import { AuthService } from './auth.service';
import { FromBearer } from './bearer-token';
import { CookieRoute } from './csrf-header.guard';
import { AuthResponseDto } from './dto/auth-response.dto';
import { LoginDto } from './dto/login.dto';
import { RegisterDto } from './dto/register.dto';
import { FromOwnOrigin } from './own-origin.guard';
import { Public } from '../public.decorator';
import { WhileRegistrationIsOpen } from './open-registration.guard';
import { SignInAnswerService } from './sign-in-answer.service';
import { FromVisit, type Visit } from './visit';

@ApiTags('Authentication')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly answer: SignInAnswerService,
    private readonly cookie: RefreshCookieService,
  ) {}

  @Post('register')
  @ThrottleSource('register')
  @FromOwnOrigin()
  @WhileRegistrationIsOpen()
  @ApiOperation({
    operationId: 'register',
    summary: 'Make an account and sign in',
    description: 'The refresh token comes as a cookie. A session that the request brings along is ended.',
  })
  @ApiCreatedResponse({ type: AuthResponseDto, description: 'A new account with its first session.' })
  @ApiProblems('EMAIL_TAKEN')
  async register(
    @Body() dto: RegisterDto,
    @FromVisit() visit: Visit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthResponseDto> {
    return this.answer.signIn(reply, await this.auth.register(dto, visit));
  }

  @Post('login')
  @HttpCode(200)
  @ThrottleSource('login')
  @FromOwnOrigin()
  @ApiOperation({
    operationId: 'login',
    summary: 'Sign in with e-mail and password',
    description: 'The answer is the same for a wrong password, an unknown e-mail and a disabled account.',
  })
  @ApiOkResponse({ type: AuthResponseDto, description: 'A new session.' })
  @ApiProblems('INVALID_CREDENTIALS')
  async login(
    @Body() dto: LoginDto,
    @FromVisit() visit: Visit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthResponseDto> {
    return this.answer.signIn(reply, await this.auth.login(dto, visit));
  }

  @Post('refresh')
  @HttpCode(200)
  @ThrottleSource('refresh')
  @TakesSourceTurn()
  @CookieRoute()
  @ApiOperation({
    operationId: 'refresh',
    summary: 'Renew the access token by the refresh cookie',
    description:
      'Rotates the refresh token; several requests at once, and a repeated one within the window, get the same successor.',
  })
  @ApiOkResponse({ type: AuthResponseDto, description: 'The session goes on.' })
  @ApiProblems('REFRESH_REJECTED')
  async refresh(
    @FromVisit() visit: Visit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthResponseDto> {
    return this.answer.issueTokens(reply, await this.auth.refresh(visit));
  }

  @Post('logout')
  @HttpCode(204)
  @TakesSourceTurn()
  @CookieRoute()
  @ApiBearerAuth('bearer')
  @ApiOperation({
    operationId: 'logout',
    summary: 'Sign out, whatever token is given',
    description:
      'Ends the session of the refresh cookie, of the access token, or of both; clears the cookies.',
  })
  @ApiNoContentResponse({ description: 'The session has ended, if there was one.' })
  async logout(
    @FromVisit() visit: Visit,
    @FromBearer() accessToken: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.auth.logout(visit, accessToken);
    this.cookie.clear(reply);
  }
}
