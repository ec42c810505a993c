import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { TaskDto } from '../core/dto/task.dto';
import { ETAG, IF_NONE_MATCH } from '../core/tasks.openapi';

const LASTING = {
  description: 'The lasting address of the task.',
  schema: { type: 'string', format: 'uri-reference', maxLength: 2_000 },
} as const;

export const ApiReadsExternalTask = (): MethodDecorator =>
  applyDecorators(
    IF_NONE_MATCH,
    ApiOkResponse({
      type: TaskDto,
      description: 'The task.',
      headers: { ...ETAG, 'Content-Location': LASTING },
    }),
    ApiResponse({ status: 304, description: 'The reader has this version already.', headers: ETAG }),
    ApiProblems('NOT_FOUND', 'VALIDATION_FAILED'),
  );

export const ApiPutsExternalTask = (): MethodDecorator =>
  applyDecorators(
    ApiCreatedResponse({
      type: TaskDto,
      description: 'The new task.',
      headers: { ...ETAG, Location: LASTING },
    }),
    ApiOkResponse({
      type: TaskDto,
      description: 'The task with the given fields changed, out of the trash if it was there.',
      headers: { ...ETAG, 'Content-Location': LASTING },
    }),
    ApiProblems('LIMIT_REACHED'),
  );
