import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresScope } from '../../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../../identity/current-user.decorator';
import { TakesOwnTurns } from '../../../identity/lasting-access/person-turn.guard';
import { ExportTasksDto } from './dto/export-tasks.dto';
import { ApiExportsTasks } from './task-export.openapi';
import { TaskExportService } from './task-export.service';

@ApiTags('Tasks')
@Controller('tasks/export')
export class TaskExportController {
  constructor(private readonly taskExport: TaskExportService) {}

  @Get()
  @TakesOwnTurns()
  @RequiresScope('tasks:read')
  @ApiExportsTasks()
  @ApiOperation({
    operationId: 'exportTasks',
    summary: 'All tasks as a file; those in the trash left out',
    description: 'The file is sent as it is read; a download that fails is cut off.',
  })
  export(
    @CurrentUser() user: AuthenticatedUser,
    @Query() { format }: ExportTasksDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.taskExport.export(user, format, reply);
  }
}
