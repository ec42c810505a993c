import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequiresScope } from '../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { SummariseTasksDto } from './dto/summarise-tasks.dto';
import { TaskSummaryDto } from './dto/task-summary.dto';
import { TaskSummaryService } from './task-summary.service';

@ApiTags('Tasks')
@Controller('tasks/summary')
export class TaskSummaryController {
  constructor(private readonly summary: TaskSummaryService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiOperation({
    operationId: 'summariseTasks',
    summary: 'How many tasks there are of which kind',
    description: 'What is overdue and due today is reckoned from `today`.',
  })
  @ApiOkResponse({ type: TaskSummaryDto, description: 'The counts. The trash is not among them.' })
  summarise(
    @CurrentUser() user: AuthenticatedUser,
    @Query() { today }: SummariseTasksDto,
  ): Promise<TaskSummaryDto> {
    return this.summary.summarise(user.id, today);
  }
}
