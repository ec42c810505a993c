import { Body, Controller, Delete, Get, HttpCode, Post, Res, type StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type AuthenticatedUser,
  type CurrentSession,
  CurrentUser,
  FromSession,
} from '../current-user.decorator';
import { AuthResponseDto } from '../auth/dto/auth-response.dto';
import { RequiresRecentAuthentication } from '../recent-authentication.guard';
import { SignInAnswerService } from '../auth/sign-in-answer.service';
import { TakesOwnTurns } from '../lasting-access/person-turn.guard';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { type Client, FromClient } from '../../platform/http/client';
import { RefreshCookieService } from '../sessions/refresh-cookie.service';
import { AccountDeletionService } from './account-deletion.service';
import { AccountExportService } from './account-export.service';
import { AccountExportDto } from './dto/account-export.dto';
import { ChangePasswordDto } from './dto/change-password.dto';
import { DeleteAccountDto } from './dto/delete-account.dto';
import { PasswordChangeService } from './password-change.service';

@ApiTags('Users')
@Controller('users/me')
export class AccountController {
  constructor(
    private readonly passwordChange: PasswordChangeService,
    private readonly deletion: AccountDeletionService,
    private readonly accountExport: AccountExportService,
    private readonly answer: SignInAnswerService,
    private readonly cookie: RefreshCookieService,
  ) {}

  @Post('password')
  @HttpCode(200)
  @RequiresRecentAuthentication()
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change the password and sign out everywhere else',
    description:
      'Ends every other session of the person. Browsers that the account knew are strangers to it, but this one.',
  })
  @ApiOkResponse({ type: AuthResponseDto, description: 'A new access token; this session goes on.' })
  @ApiProblems('INVALID_CREDENTIALS', 'RATE_LIMITED')
  async changePassword(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @Body() dto: ChangePasswordDto,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthResponseDto> {
    return this.answer.changePassword(reply, await this.passwordChange.change(user.id, dto, session, client));
  }

  @Delete()
  @HttpCode(204)
  @RequiresRecentAuthentication()
  @ApiOperation({
    operationId: 'deleteCurrentUser',
    summary: 'Delete the account and all that belongs to it',
    description: 'With everything that belongs to it, at once and for good.',
  })
  @ApiNoContentResponse({ description: 'The account is gone, and every token with it.' })
  @ApiProblems('INVALID_CREDENTIALS', 'RATE_LIMITED')
  async delete(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @Body() { password }: DeleteAccountDto,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.deletion.delete(user.id, password, session, client);
    this.cookie.clear(reply);
  }

  @Get('export')
  @TakesOwnTurns()
  @RequiresRecentAuthentication()
  @ApiOperation({
    operationId: 'exportCurrentUser',
    summary: 'Everything that is kept about the person',
    description: 'Everything that is kept about the person, but secrets.',
  })
  @ApiOkResponse({
    type: AccountExportDto,
    description: 'A file to be kept.',
    headers: {
      'Content-Disposition': {
        description: 'The name of the file.',
        schema: { type: 'string', maxLength: 200, pattern: '^attachment; filename=' },
      },
    },
  })
  @ApiProblems('RATE_LIMITED')
  export(
    @CurrentUser() user: AuthenticatedUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.accountExport.export(user, reply);
  }
}
