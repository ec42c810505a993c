import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { TaskRow } from '../../core/dto/task.dto';
import { WRITTEN } from '../../core/written-columns';
import { csvFormat } from './csv-format';
import { TaskExportDto } from './dto/task-export.dto';
import type { ExportFormat } from './export-format';
import { icalendarFormat } from './icalendar-format';

const TEXT = { type: 'string' } as const;

/** Of a task about which nothing else is said. */
const INITIAL: Record<string, unknown> = Object.fromEntries(
  WRITTEN.map(([name, { initial }]) => [name, initial]),
);

const TASK = {
  ...INITIAL,
  id: '019aa3f2-c07b-7d1e-8a52-3c1f0b6de901',
  title: 'Water the plants',
  completedAt: null,
  priority: 'high',
  dueDate: '2026-12-24',
  tags: ['home'],
  version: 1,
  createdAt: '2026-11-30T08:30:00.000Z',
  updatedAt: '2026-11-30T08:30:00.000Z',
} as TaskRow;

const exampleOf = ({ head, write, tail }: ExportFormat): string => head + write([TASK], true) + tail;

export const ApiExportsTasks = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(TaskExportDto),
    ApiOkResponse({
      description: 'A file to be kept.',
      headers: { 'Content-Disposition': { description: 'The name of the file.', schema: TEXT } },
      content: {
        'application/json': { schema: { $ref: getSchemaPath(TaskExportDto) } },
        'text/csv': { schema: TEXT, example: exampleOf(csvFormat) },
        'text/calendar': { schema: TEXT, example: exampleOf(icalendarFormat) },
      },
    }),
  );
