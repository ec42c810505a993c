import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { RequiresScope } from '../../identity/scope.guard';
import { TaskTagsDto } from './dto/task-tags.dto';
import { LISTED_TAGS_MAXIMUM } from './task-limits';
import { TaskTagsService } from './task-tags.service';

@ApiTags('Tasks')
@Controller('tasks/tags')
export class TaskTagsController {
  constructor(private readonly tags: TaskTagsService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiOperation({
    operationId: 'listTags',
    summary: 'The tags of all tasks',
    description: `Tags that differ in letter case alone are one. The first ${LISTED_TAGS_MAXIMUM} by name.`,
  })
  @ApiOkResponse({
    type: TaskTagsDto,
    description: 'The tags by name. Those of the trash are not among them.',
  })
  list(@CurrentUser() user: AuthenticatedUser): Promise<TaskTagsDto> {
    return this.tags.list(user.id);
  }
}
