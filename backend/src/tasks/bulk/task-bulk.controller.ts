import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequiresScope } from '../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { ApiIdempotent, IdempotencyKeyOf } from '../../identity/idempotency/idempotency-key.decorator';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { BulkResultsDto } from './dto/bulk-results.dto';
import { BulkTasksDto } from './dto/bulk-tasks.dto';
import { TaskBulkService } from './task-bulk.service';

@ApiTags('Tasks')
@Controller('tasks/bulk')
export class TaskBulkController {
  constructor(private readonly bulk: TaskBulkService) {}

  @Post()
  @RequiresScope('tasks:write')
  @HttpCode(200)
  @ApiIdempotent()
  @ApiOperation({
    operationId: 'bulkTasks',
    summary: 'Do the same with many tasks, all or nothing',
    description: 'Ids that are not those of the person’s tasks are answered `not_found`.',
  })
  @ApiOkResponse({ type: BulkResultsDto, description: 'What became of each.' })
  @ApiProblems('LIMIT_REACHED')
  apply(
    @CurrentUser() user: AuthenticatedUser,
    @Body() dto: BulkTasksDto,
    @IdempotencyKeyOf() key: string | undefined,
  ): Promise<BulkResultsDto> {
    return this.bulk.apply(user.id, dto, key);
  }
}
