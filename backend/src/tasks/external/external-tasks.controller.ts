import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresScope } from '../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { CreateTaskDto } from '../core/dto/create-task.dto';
import type { TaskDto } from '../core/dto/task.dto';
import { sendTask } from '../core/send-task';
import { ExternalIdDto } from './dto/external-id.dto';
import { sendAddress } from './external-task-links';
import { ApiPutsExternalTask, ApiReadsExternalTask } from './external-tasks.openapi';
import { ExternalTasksService } from './external-tasks.service';

type Reply = FastifyReply;

@ApiTags('Tasks')
@Controller('tasks/external/:source/:externalId')
export class ExternalTasksController {
  constructor(private readonly tasks: ExternalTasksService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiReadsExternalTask()
  @ApiOperation({
    operationId: 'getExternalTask',
    summary: 'The task that a pipeline gave this name',
    description: 'With the ETag of before in `If-None-Match` an unchanged task is 304.',
  })
  async find(
    @CurrentUser() user: AuthenticatedUser,
    @Param() name: ExternalIdDto,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TaskDto | undefined> {
    return sendTask(reply, sendAddress(reply, { task: await this.tasks.find(user.id, name) }));
  }

  @Put()
  @RequiresScope('tasks:write')
  @ApiPutsExternalTask()
  @ApiOperation({
    operationId: 'putExternalTask',
    summary: 'Make or change the task of this name',
    description: 'It never makes a second task; fields that are left out stay as they are.',
  })
  async put(
    @CurrentUser() user: AuthenticatedUser,
    @Param() name: ExternalIdDto,
    @Body() dto: CreateTaskDto,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TaskDto | undefined> {
    return sendTask(reply, sendAddress(reply, await this.tasks.put(user.id, name, dto)));
  }
}
