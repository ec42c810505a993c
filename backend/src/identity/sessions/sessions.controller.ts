import { Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type AuthenticatedUser,
  type CurrentSession,
  CurrentUser,
  FromSession,
} from '../current-user.decorator';
import { RequiresRecentAuthentication } from '../recent-authentication.guard';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { type Client, FromClient } from '../../platform/http/client';
import { SessionListDto } from './dto/session-list.dto';
import { RefreshCookieService } from './refresh-cookie.service';
import { SessionRevocationService } from './session-revocation.service';
import { SessionsService } from './sessions.service';

@ApiTags('Sessions')
@Controller('auth')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly revocation: SessionRevocationService,
    private readonly cookie: RefreshCookieService,
  ) {}

  @Get('sessions')
  @ApiOperation({
    operationId: 'listSessions',
    summary: 'Where the person is signed in',
    description: 'Live sessions, the latest used first.',
  })
  @ApiOkResponse({ type: SessionListDto, description: 'The live sessions, the one used last first.' })
  list(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
  ): Promise<SessionListDto> {
    return this.revocation.list(user.id, session);
  }

  @Delete('sessions')
  @HttpCode(204)
  @RequiresRecentAuthentication()
  @ApiOperation({
    operationId: 'revokeOtherSessions',
    summary: 'Sign out everywhere else',
    description: 'All but the one of this request.',
  })
  @ApiNoContentResponse({ description: 'Only this session lives.' })
  revokeOthers(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @FromClient() client: Client,
  ): Promise<void> {
    return this.revocation.revokeOthers(user.id, session, client);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'revokeSession',
    summary: 'Sign out one device; another one after step-up',
    description: 'Its tokens are refused from the next request on.',
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  @ApiProblems('NOT_FOUND', 'REAUTHENTICATION_REQUIRED')
  async revoke(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @Param('id') id: string,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (id.toLowerCase() !== session.id) {
      return this.revocation.revoke(user.id, id, session, client);
    }
    await this.sessions.end(session.id, 'sign-out', client);
    this.cookie.clear(reply);
  }

  @Post('logout-all')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'logoutAll',
    summary: 'Sign out everywhere, here included',
    description: 'Every session, this one too. Personal access tokens stay.',
  })
  @ApiNoContentResponse({ description: 'Every session has ended; the cookies are cleared.' })
  async revokeAll(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.revocation.revokeAll(user.id, session, client);
    this.cookie.clear(reply);
  }
}
