import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type AuthenticatedUser,
  type CurrentSession,
  CurrentUser,
  FromSession,
} from '../current-user.decorator';
import { sendNextLink } from '../../platform/pagination/next-link';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { LINK_HEADER } from '../../platform/openapi/text-schemas';
import { ListSecurityEventsDto } from './dto/list-security-events.dto';
import { SecurityEventPageDto } from './dto/security-event-page.dto';
import { SecurityEventsService } from './security-events.service';

@ApiTags('Users')
@Controller('users/me/security-events')
export class SecurityEventsController {
  constructor(private readonly events: SecurityEventsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listSecurityEvents',
    summary: 'Recent activity on the account, newest first',
    description: 'The latest first.',
  })
  @ApiOkResponse({
    type: SecurityEventPageDto,
    description: 'One page.',
    headers: LINK_HEADER,
  })
  @ApiProblems('VALIDATION_FAILED')
  async list(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @Query() query: ListSecurityEventsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SecurityEventPageDto> {
    return sendNextLink(reply, await this.events.list(user.id, session, query));
  }
}
