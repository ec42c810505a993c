import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { TaskExportDto } from './dto/task-export.dto';

const TEXT = { type: 'string' } as const;

export const ApiExportsTasks = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(TaskExportDto),
    ApiOkResponse({
      description: 'A file to be kept.',
      headers: { 'Content-Disposition': { description: 'The name of the file.', schema: TEXT } },
      content: {
        'application/json': { schema: { $ref: getSchemaPath(TaskExportDto) } },
        'text/csv': { schema: TEXT },
        'text/calendar': { schema: TEXT },
      },
    }),
  );
