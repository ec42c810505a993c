import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiResponse,
} from '@nestjs/swagger';
import { ApiIdempotent } from '../../identity/idempotency/idempotency-key.decorator';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { LINK_HEADER } from '../../platform/openapi/text-schemas';
import { CompleteTaskDto } from './dto/complete-task.dto';
import { TaskPageDto } from './dto/task-page.dto';
import { TaskDto } from './dto/task.dto';
import { UpdateTaskDto } from './dto/update-task.dto';

const TAG_FORM = { type: 'string', maxLength: 12, pattern: '^"[1-9][0-9]*"$' } as const;
export const ETAG = { ETag: { description: 'The version of the task, in double quotes.', schema: TAG_FORM } };
const ID = ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });

export const ApiPrecondition = (name: string, description: string): MethodDecorator =>
  ApiHeader({ name, required: false, schema: { type: 'string', maxLength: 8_000 }, description });
export const IF_NONE_MATCH = ApiPrecondition('If-None-Match', 'ETag that the reader has already.');

export const ApiListsTasks = (): MethodDecorator =>
  ApiOkResponse({
    type: TaskPageDto,
    description: 'A page of tasks.',
    headers: LINK_HEADER,
  });

export const ApiCreatesTask = (): MethodDecorator =>
  applyDecorators(
    ApiIdempotent(),
    ApiCreatedResponse({
      type: TaskDto,
      description: 'The new task.',
      headers: {
        ...ETAG,
        Location: {
          description: 'The address of the task.',
          schema: { type: 'string', format: 'uri-reference', maxLength: 2_000 },
        },
      },
    }),
    ApiProblems('LIMIT_REACHED'),
  );

export const ApiReadsTask = (): MethodDecorator =>
  applyDecorators(
    ID,
    IF_NONE_MATCH,
    ApiOkResponse({ type: TaskDto, description: 'The task.', headers: ETAG }),
    ApiResponse({ status: 304, description: 'The reader has this version already.', headers: ETAG }),
    ApiProblems('NOT_FOUND'),
  );

export const ApiChangesTask = ({ mergePatch = false } = {}): MethodDecorator =>
  applyDecorators(
    ID,
    ApiOkResponse({ type: TaskDto, description: 'The task as it is now.', headers: ETAG }),
    ApiProblems('NOT_FOUND', 'LIMIT_REACHED'),
    ...(mergePatch
      ? [ApiConsumes('application/merge-patch+json', 'application/json'), ApiBody({ type: UpdateTaskDto })]
      : []),
  );

/** The request body is optional. */
export const ApiCompletesTask = (): MethodDecorator =>
  applyDecorators(ApiChangesTask(), ApiBody({ type: CompleteTaskDto, required: false }));

export const ApiRemovesTask = (): MethodDecorator =>
  applyDecorators(
    ID,
    ApiNoContentResponse({ description: 'The task is in the trash.' }),
    ApiProblems('NOT_FOUND'),
  );

export const ApiRestoresTask = (): MethodDecorator =>
  applyDecorators(
    ID,
    ApiOkResponse({ type: TaskDto, description: 'The task, out of the trash.', headers: ETAG }),
    ApiProblems('NOT_FOUND', 'LIMIT_REACHED'),
  );
