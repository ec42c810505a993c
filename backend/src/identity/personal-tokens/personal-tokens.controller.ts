import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import {
  type AuthenticatedUser,
  type CurrentSession,
  CurrentUser,
  FromSession,
} from '../current-user.decorator';
import { RequiresOwnPassword } from '../own-password.guard';
import { RequiresRecentAuthentication } from '../recent-authentication.guard';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { type Client, FromClient } from '../../platform/http/client';
import { ThrottleRecordedActions } from '../throttling/recorded-actions.guard';
import { PersonalTokensService } from './personal-tokens.service';
import { PersonalTokenListDto } from './dto/personal-token-list.dto';
import { CreatePersonalTokenDto } from './dto/create-personal-token.dto';
import { CreatedPersonalTokenDto } from './dto/created-personal-token.dto';

@ApiTags('Access tokens')
@Controller('auth/access-tokens')
export class PersonalTokensController {
  constructor(private readonly tokens: PersonalTokensService) {}

  @Get()
  @ApiOperation({
    operationId: 'listAccessTokens',
    summary: 'The personal access tokens, without their secrets',
    description: 'The latest first, without the tokens themselves.',
  })
  @ApiOkResponse({ type: PersonalTokenListDto, description: 'The tokens, the latest first.' })
  list(@CurrentUser() user: AuthenticatedUser): Promise<PersonalTokenListDto> {
    return this.tokens.list(user.id);
  }

  @Post()
  @ThrottleRecordedActions()
  @RequiresRecentAuthentication()
  @RequiresOwnPassword()
  @ApiOperation({
    operationId: 'createAccessToken',
    summary: 'Make a personal access token for a script',
    description: 'The token is in this answer and never shown again.',
  })
  @ApiCreatedResponse({ type: CreatedPersonalTokenDto, description: 'The new token, shown this once.' })
  @ApiProblems('LIMIT_REACHED')
  create(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @Body() dto: CreatePersonalTokenDto,
    @FromClient() client: Client,
  ): Promise<CreatedPersonalTokenDto> {
    return this.tokens.create(user.id, dto, session, client);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'revokeAccessToken',
    summary: 'Revoke a personal access token at once',
    description: 'It is refused from the next request on.',
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @ApiNoContentResponse({ description: 'The token is of no use any more.' })
  @ApiProblems('NOT_FOUND')
  revoke(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @Param('id') id: string,
    @FromClient() client: Client,
  ): Promise<void> {
    return this.tokens.revoke(user.id, id, session, client);
  }
}
