import { Controller, Delete, Get, HttpCode, Param, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresScope } from '../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../identity/current-user.decorator';
import { goneSignalOf } from '../../platform/http/gone-signal';
import { sendNextLink } from '../../platform/pagination/next-link';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { LINK_HEADER } from '../../platform/openapi/text-schemas';
import { ListTrashDto } from './dto/list-trash.dto';
import { TrashPageDto } from './dto/trash-page.dto';
import { TaskTrashService } from './task-trash.service';

@ApiTags('Tasks')
@Controller('tasks/trash')
export class TaskTrashController {
  constructor(private readonly trash: TaskTrashService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiOperation({
    operationId: 'listTrash',
    summary: 'One page of the trash, latest deletion first',
    description: '`nextCursor` goes on to the next page.',
  })
  @ApiOkResponse({
    type: TrashPageDto,
    description: 'A page of deleted tasks.',
    headers: LINK_HEADER,
  })
  async list(
    @CurrentUser() user: AuthenticatedUser,
    @Query() query: ListTrashDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrashPageDto> {
    return sendNextLink(reply, await this.trash.list(user.id, query));
  }

  @Delete()
  @RequiresScope('tasks:write')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'emptyTrash',
    summary: 'Delete for good all that is in the trash',
    description: 'Those tasks cannot be restored any more.',
  })
  @ApiNoContentResponse({ description: 'The trash is empty.' })
  empty(
    @CurrentUser() user: AuthenticatedUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.trash.empty(user, goneSignalOf(reply));
  }

  @Delete(':id')
  @RequiresScope('tasks:write')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'purgeTask',
    summary: 'Delete one task of the trash for good',
    description: 'The task cannot be restored any more.',
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @ApiNoContentResponse({ description: 'The task is gone.' })
  @ApiProblems('NOT_FOUND')
  purge(@CurrentUser() user: AuthenticatedUser, @Param('id') id: string): Promise<void> {
    return this.trash.purge(user.id, id);
  }
}
