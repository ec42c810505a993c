import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AuthenticatedUser, CurrentUser } from '../current-user.decorator';
import { UpdateUserDto } from './update-user.dto';
import { toUserDto, UserDto } from './user.dto';
import { UsersService } from './users.service';

@ApiTags('Users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get('me')
  @ApiOperation({
    operationId: 'getCurrentUser',
    summary: 'The signed-in person',
    description: 'The person that the access token belongs to.',
  })
  @ApiOkResponse({ type: UserDto, description: 'The account.' })
  me(@CurrentUser() { account }: AuthenticatedUser): UserDto {
    return toUserDto(account);
  }

  @Patch('me')
  @ApiOperation({
    operationId: 'updateCurrentUser',
    summary: 'Change the profile',
    description: 'A merge patch: what is left out stays.',
  })
  @ApiConsumes('application/merge-patch+json', 'application/json')
  @ApiBody({ type: UpdateUserDto })
  @ApiOkResponse({ type: UserDto, description: 'The account as it is now.' })
  async update(@CurrentUser() user: AuthenticatedUser, @Body() dto: UpdateUserDto): Promise<UserDto> {
    return toUserDto(await this.users.update(user.id, dto));
  }
}
