import type { Readable } from 'node:stream';
import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequiresScope } from '../../../identity/scope.guard';
import { type AuthenticatedUser, CurrentUser } from '../../../identity/current-user.decorator';
import { TakesOwnTurns } from '../../../identity/lasting-access/person-turn.guard';
import { BodyStream, StreamsBody } from '../../../platform/http/body-stream';
import { goneSignalOf } from '../../../platform/http/gone-signal';
import { IdempotencyKeyOf } from '../../../identity/idempotency/idempotency-key.decorator';
import type { ImportResultDto } from './dto/import-result.dto';
import { ImportTasksDto } from './dto/import-tasks.dto';
import { formatOf } from './import-format';
import { ApiImportsTasks, IMPORT_OPERATION } from './task-import.openapi';
import { TaskImportService } from './task-import.service';

@ApiTags('Tasks')
@Controller('tasks/import')
export class TaskImportController {
  constructor(private readonly taskImport: TaskImportService) {}

  @Post()
  @HttpCode(200)
  @RequiresScope('tasks:write')
  @StreamsBody()
  @TakesOwnTurns()
  @ApiImportsTasks()
  @ApiOperation(IMPORT_OPERATION)
  import(
    @CurrentUser() user: AuthenticatedUser,
    @Query() { format, dryRun, repeat }: ImportTasksDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @BodyStream() body: Readable,
    @IdempotencyKeyOf() key: string | undefined,
  ): Promise<ImportResultDto> {
    return this.taskImport.import(user, {
      format: formatOf(request, format),
      body,
      dryRun: dryRun === 'true',
      refusesRepeat: repeat === 'refuse',
      key,
      gone: goneSignalOf(reply),
    });
  }
}
