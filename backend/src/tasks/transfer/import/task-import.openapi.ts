import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, type ApiOperationOptions, getSchemaPath } from '@nestjs/swagger';
import { ApiIdempotent } from '../../../identity/idempotency/idempotency-key.decorator';
import { ApiProblems } from '../../../platform/openapi/api-problems.decorator';
import { ImportResultDto } from './dto/import-result.dto';
import { TaskImportDto } from './dto/task-import.dto';

export const IMPORT_OPERATION: ApiOperationOptions = {
  operationId: 'importTasks',
  summary: 'Make the tasks of a file, all or none',
  description: 'With `dryRun` nothing is made, and the answer previews the first tasks.',
  requestBody: {
    required: true,
    description: 'The file itself, of 32 MiB at most.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(TaskImportDto) } },
      'text/csv': { schema: { type: 'string' } },
      'text/calendar': { schema: { type: 'string' } },
    },
  },
};

export const ApiImportsTasks = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(TaskImportDto),
    ApiIdempotent(),
    ApiOkResponse({ type: ImportResultDto, description: 'How many tasks were made.' }),
    ApiProblems('ALREADY_IMPORTED', 'LIMIT_REACHED'),
  );
