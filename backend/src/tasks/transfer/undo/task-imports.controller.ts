import { Controller, Delete, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TakesOwnTurns } from '../../../identity/lasting-access/person-turn.guard';
import { type AuthenticatedUser, CurrentUser } from '../../../identity/current-user.decorator';
import { RequiresScope } from '../../../identity/scope.guard';
import { goneSignalOf } from '../../../platform/http/gone-signal';
import { ApiProblems } from '../../../platform/openapi/api-problems.decorator';
import { RecordedImportsDto, UndoneImportDto } from './dto/task-import.dto';
import { TaskImportsService } from './task-imports.service';

@ApiTags('Tasks')
@Controller('tasks/imports')
export class TaskImportsController {
  constructor(private readonly imports: TaskImportsService) {}

  @Get()
  @RequiresScope('tasks:read')
  @ApiOperation({
    operationId: 'listImports',
    summary: 'Recent imports of files',
    description: 'Each can be undone until `undoableUntil`, unless it is undone.',
  })
  @ApiOkResponse({ type: RecordedImportsDto, description: 'The last imports.' })
  list(@CurrentUser() user: AuthenticatedUser): Promise<RecordedImportsDto> {
    return this.imports.list(user.id);
  }

  @Delete(':id')
  @RequiresScope('tasks:write')
  @TakesOwnTurns()
  @ApiOperation({
    operationId: 'undoImport',
    summary: 'Undo an import: its tasks go to the trash',
    description:
      'Tasks that were changed since stay. For 24 hours; then it is not found any more. The second time it answers as the first.',
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @ApiOkResponse({ type: UndoneImportDto, description: 'What became of its tasks.' })
  @ApiProblems('NOT_FOUND')
  undo(
    @CurrentUser() user: AuthenticatedUser,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UndoneImportDto> {
    return this.imports.undo(user, id, goneSignalOf(reply));
  }
}
