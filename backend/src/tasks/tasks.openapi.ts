import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
} from '@nestjs/swagger';
import { ApiProblems } from '../openapi/api-problems.decorator';
import { TaskPageDto } from './dto/task-page.dto';
import { TaskDto } from './dto/task.dto';
import { UpdateTaskDto } from './dto/update-task.dto';

const TEXT = { type: 'string' } as const;
const ETAG = { ETag: { description: 'The version of the task, in double quotes.', schema: TEXT } };
const ID = ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });
const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  schema: TEXT,
  description: 'ETag the change is based on.',
});

export const ApiListsTasks = (): MethodDecorator =>
  applyDecorators(
    ApiOkResponse({
      type: TaskPageDto,
      headers: { Link: { description: 'The next page, as rel="next".', schema: TEXT } },
    }),
    ApiProblems('VALIDATION_FAILED'),
  );

export const ApiCreatesTask = (): MethodDecorator =>
  applyDecorators(
    ApiCreatedResponse({
      type: TaskDto,
      headers: { ...ETAG, Location: { description: 'The address of the task.', schema: TEXT } },
    }),
  );

export const ApiReadsTask = (): MethodDecorator =>
  applyDecorators(ID, ApiOkResponse({ type: TaskDto, headers: ETAG }), ApiProblems('NOT_FOUND'));

export const ApiChangesTask = ({ mergePatch = false } = {}): MethodDecorator =>
  applyDecorators(
    ID,
    IF_MATCH,
    ApiOkResponse({ type: TaskDto, headers: ETAG }),
    ApiProblems('NOT_FOUND', 'VERSION_MISMATCH'),
    ...(mergePatch
      ? [ApiConsumes('application/merge-patch+json', 'application/json'), ApiBody({ type: UpdateTaskDto })]
      : []),
  );

export const ApiRemovesTask = (): MethodDecorator =>
  applyDecorators(ID, IF_MATCH, ApiNoContentResponse(), ApiProblems('NOT_FOUND', 'VERSION_MISMATCH'));
