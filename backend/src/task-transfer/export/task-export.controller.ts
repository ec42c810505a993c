import { Controller, Get, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RequiresScope } from '../../access-tokens/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../auth/current-user.decorator';
import { ExportTasksDto } from './dto/export-tasks.dto';
import { ApiExportsTasks } from './task-export.openapi';
import { TaskExportService } from './task-export.service';

@ApiTags('Tasks')
@Controller('tasks/export')
export class TaskExportController {
  constructor(private readonly taskExport: TaskExportService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiExportsTasks()
  @ApiOperation({ operationId: 'exportTasks', summary: 'All tasks as a file; those in the trash left out' })
  export(
    @CurrentUser() user: AuthenticatedUser,
    @Query() { format }: ExportTasksDto,
    @Req() { id }: Pick<FastifyRequest, 'id'>,
  ): StreamableFile {
    return this.taskExport.export(user.id, format, id);
  }
}
