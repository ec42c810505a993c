import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { type Client, FromClient } from '../../platform/http/client';
import {
  type AuthenticatedUser,
  type CurrentSession,
  CurrentUser,
  FromSession,
} from '../current-user.decorator';
import { AuthResponseDto } from './dto/auth-response.dto';
import { ReauthenticateDto } from './dto/reauthenticate.dto';
import { ReauthenticationService } from './reauthentication.service';
import { SignInAnswerService } from './sign-in-answer.service';

@ApiTags('Authentication')
@Controller('auth/reauthenticate')
export class ReauthenticationController {
  constructor(
    private readonly reauthentication: ReauthenticationService,
    private readonly answer: SignInAnswerService,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'reauthenticate',
    summary: 'Re-enter the password before a sensitive action',
    description:
      'For what needs a password check that is no older than 10 minutes. The session goes on. Passwords are asked of one person ten times a minute at most.',
  })
  @ApiOkResponse({ type: AuthResponseDto, description: 'A new access token; the session goes on.' })
  @ApiProblems('INVALID_CREDENTIALS', 'RATE_LIMITED')
  async reauthenticate(
    @CurrentUser() user: AuthenticatedUser,
    @FromSession() session: CurrentSession,
    @Body() { password }: ReauthenticateDto,
    @FromClient() client: Client,
  ): Promise<AuthResponseDto> {
    return this.answer.reissue(
      await this.reauthentication.reauthenticate(user.id, password, session, client),
    );
  }
}
