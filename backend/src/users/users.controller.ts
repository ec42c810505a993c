import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AuthenticatedUser, CurrentUser } from '../auth/current-user.decorator';
import { toUserDto, UserDto } from './user.dto';
import { UsersService } from './users.service';

@ApiTags('Users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get('me')
  @ApiOperation({ operationId: 'getCurrentUser', summary: 'The signed-in person' })
  @ApiOkResponse({ type: UserDto, description: 'The account.' })
  async me(@CurrentUser() user: AuthenticatedUser): Promise<UserDto> {
    return toUserDto(await this.users.findOrFail(user.id));
  }
}
