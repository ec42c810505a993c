import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresScope } from '../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { LastEventId } from './last-event-id.decorator';
import { ApiStreamsTaskEvents } from './task-events.openapi';
import { TaskStreamsService } from './task-streams.service';

@ApiTags('Tasks')
@Controller('tasks/events')
export class TaskEventsController {
  constructor(private readonly streams: TaskStreamsService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiStreamsTaskEvents()
  @ApiOperation({
    operationId: 'streamTaskEvents',
    summary: 'Changes of tasks as they happen',
    description: 'With `Last-Event-ID` a stream goes on where it broke off.',
  })
  stream(
    @CurrentUser() user: AuthenticatedUser,
    @LastEventId() lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.open(user, lastEventId, reply);
  }
}
