import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresScope } from '../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { IdempotencyKeyOf } from '../../identity/idempotency/idempotency-key.decorator';
import { sendNextLink } from '../../platform/pagination/next-link';
import {
  ApiChangesTask,
  ApiCompletesTask,
  ApiCreatesTask,
  ApiListsTasks,
  ApiReadsTask,
  ApiRemovesTask,
  ApiRestoresTask,
} from './tasks.openapi';
import { ConditionalChange } from './conditional-change.decorator';
import { CompleteTaskDto } from './dto/complete-task.dto';
import { CreateTaskDto } from './dto/create-task.dto';
import { ListTasksDto } from './dto/list-tasks.dto';
import { ReplaceTaskDto } from './dto/replace-task.dto';
import type { TaskDto } from './dto/task.dto';
import type { TaskPageDto } from './dto/task-page.dto';
import { UpdateTaskDto } from './dto/update-task.dto';
import { IfMatch } from '../../platform/http/if-match.decorator';
import { sendLocation, sendTask } from './send-task';
import { TasksService } from './tasks.service';

type Reply = FastifyReply;
type Versions = number[] | undefined;
type Answer = Promise<TaskDto | undefined>;

@ApiTags('Tasks')
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiListsTasks()
  @ApiOperation({
    operationId: 'listTasks',
    summary: 'One page of the person’s tasks',
    description: '`nextCursor` goes on with the same filters and sort.',
  })
  async list(
    @CurrentUser() user: AuthenticatedUser,
    @Query() query: ListTasksDto,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TaskPageDto> {
    return sendNextLink(reply, await this.tasks.list(user.id, query));
  }

  @Post()
  @RequiresScope('tasks:write')
  @ApiCreatesTask()
  @ApiOperation({
    operationId: 'createTask',
    summary: 'Make a task',
    description: 'With an `Idempotency-Key` the same request makes one task only.',
  })
  async create(
    @CurrentUser() user: AuthenticatedUser,
    @Body() dto: CreateTaskDto,
    @IdempotencyKeyOf() key: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Answer {
    return sendTask(reply, sendLocation(reply, await this.tasks.create(user.id, dto, key)));
  }

  @Get(':id')
  @RequiresScope('tasks:read')
  @ApiReadsTask()
  @ApiOperation({
    operationId: 'getTask',
    summary: 'One task',
    description: 'With the ETag of before in `If-None-Match` an unchanged task is 304.',
  })
  async find(
    @CurrentUser() user: AuthenticatedUser,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Answer {
    return sendTask(reply, await this.tasks.find(user.id, id));
  }

  @Put(':id')
  @RequiresScope('tasks:write')
  @ConditionalChange()
  @ApiChangesTask()
  @ApiOperation({
    operationId: 'replaceTask',
    summary: 'Replace every field of a task',
    description: 'A field that is missing is an error, so that nothing is wiped by accident.',
  })
  async replace(
    @CurrentUser() user: AuthenticatedUser,
    @Param('id') id: string,
    @Body() dto: ReplaceTaskDto,
    @IfMatch() versions: Versions,
    @Res({ passthrough: true }) reply: Reply,
  ): Answer {
    return sendTask(reply, await this.tasks.replace(user.id, id, dto, versions));
  }

  @Patch(':id')
  @RequiresScope('tasks:write')
  @ConditionalChange()
  @ApiChangesTask({ mergePatch: true })
  @ApiOperation({
    operationId: 'updateTask',
    summary: 'Change some fields of a task',
    description: 'A merge patch: fields that are left out stay as they are.',
  })
  async update(
    @CurrentUser() user: AuthenticatedUser,
    @Param('id') id: string,
    @Body() dto: UpdateTaskDto,
    @IfMatch() versions: Versions,
    @Res({ passthrough: true }) reply: Reply,
  ): Answer {
    return sendTask(reply, await this.tasks.update(user.id, id, dto, versions));
  }

  @Patch(':id/complete')
  @RequiresScope('tasks:write')
  @ConditionalChange()
  @ApiCompletesTask()
  @ApiOperation({
    operationId: 'completeTask',
    summary: 'Complete or reopen a task',
    description: 'Without a body the task is toggled; with one the request can be repeated.',
  })
  async complete(
    @CurrentUser() user: AuthenticatedUser,
    @Param('id') id: string,
    @Body() { completed }: CompleteTaskDto,
    @IfMatch() versions: Versions,
    @Res({ passthrough: true }) reply: Reply,
  ): Answer {
    return sendTask(reply, await this.tasks.complete(user.id, id, completed, versions));
  }

  @Delete(':id')
  @RequiresScope('tasks:write')
  @HttpCode(204)
  @ConditionalChange()
  @ApiRemovesTask()
  @ApiOperation({
    operationId: 'deleteTask',
    summary: 'Put a task into the trash',
    description: 'It can be restored until it is deleted for good.',
  })
  remove(
    @CurrentUser() user: AuthenticatedUser,
    @Param('id') id: string,
    @IfMatch() versions: Versions,
  ): Promise<void> {
    return this.tasks.remove(user.id, id, versions);
  }

  @Post(':id/restore')
  @RequiresScope('tasks:write')
  @HttpCode(200)
  @ApiRestoresTask()
  @ApiOperation({
    operationId: 'restoreTask',
    summary: 'Take a task out of the trash',
    description: 'It comes back with the fields that it had.',
  })
  async restore(
    @CurrentUser() user: AuthenticatedUser,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Answer {
    return sendTask(reply, await this.tasks.restore(user.id, id));
  }
}
