import { Controller, Get, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RequiresScope } from '../access-tokens/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../auth/current-user.decorator';
import { ListChangesDto } from './dto/list-changes.dto';
import { TaskChangesDto } from './dto/task-changes.dto';
import { TaskChangesService } from './task-changes.service';
import { ApiStreamsTaskEvents } from './task-events.openapi';
import { TaskEventStreams } from './task-event-streams.service';

@ApiTags('Tasks')
@Controller('tasks')
export class TaskChangesController {
  constructor(
    private readonly changes: TaskChangesService,
    private readonly streams: TaskEventStreams,
  ) {}

  @Get('changes')
  @RequiresScope('tasks:read')
  @ApiOkResponse({ type: TaskChangesDto, description: 'A page of changes.' })
  @ApiOperation({
    operationId: 'listTaskChanges',
    summary: 'What changed since a cursor',
    description:
      'Never skips a change: positions follow the order of commits. Each task comes once, as it is now.',
  })
  list(@CurrentUser() user: AuthenticatedUser, @Query() query: ListChangesDto): Promise<TaskChangesDto> {
    return this.changes.list(user.id, query);
  }

  @Get('events')
  @RequiresScope('tasks:read')
  @ApiStreamsTaskEvents()
  @ApiOperation({
    operationId: 'streamTaskEvents',
    summary: 'Changes as they happen, as Server-Sent Events',
    description:
      'Each event carries `{ op, id, version }` and a cursor as its id, to go on with as `Last-Event-ID`. A comment comes every 25 s. The stream ends when the access token expires or is revoked.',
  })
  async stream(
    @CurrentUser() user: AuthenticatedUser,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    return this.streams.open(user, request);
  }
}
