import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequiresScope } from '../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { ListChangesDto } from './dto/list-changes.dto';
import { TaskChangesDto } from './dto/task-changes.dto';
import { TaskChangesService } from './task-changes.service';

@ApiTags('Tasks')
@Controller('tasks/changes')
export class TaskChangesController {
  constructor(private readonly changes: TaskChangesService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiOperation({
    operationId: 'listTaskChanges',
    summary: 'Changes since a cursor',
    description:
      'In the order of commits, none left out: go on from each `nextCursor` while `hasMore` is true.',
  })
  @ApiOkResponse({ type: TaskChangesDto, description: 'The next changes, and the cursor for those after.' })
  list(@CurrentUser() user: AuthenticatedUser, @Query() query: ListChangesDto): Promise<TaskChangesDto> {
    return this.changes.list(user.id, query);
  }
}
