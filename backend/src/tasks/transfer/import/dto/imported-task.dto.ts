import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions, ApiSchema, OmitType } from '@nestjs/swagger';
import { Allow } from 'class-validator';
import { CreateTaskDto } from '../../../core/dto/create-task.dto';
import { Nullable, Omittable } from '../../../../platform/validation/omittable.decorator';
import { Instant } from '../../../../platform/validation/instant';

/** A field that the server determines; it may be in the file, but is ignored. */
const NotTakenOver = (schema: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(Allow(), ApiPropertyOptional({ ...schema, description: 'Not taken over.' }));

/** A task of a file: the fields of a request, plus its creation and completion times. */
@ApiSchema({ name: 'ImportedTask' })
export class ImportedTaskDto extends CreateTaskDto {
  @Omittable()
  @Nullable()
  @Instant({ nullable: true, description: 'Does not count unless the task is completed.' })
  completedAt?: string | null;

  @Omittable()
  @Instant()
  createdAt?: string;

  @NotTakenOver({ type: String })
  id?: unknown;

  @NotTakenOver({ type: String })
  updatedAt?: unknown;

  @NotTakenOver({ type: 'integer' })
  version?: unknown;
}

/** What would be imported of a task of a file. */
@ApiSchema({ name: 'PreviewedTask' })
export class PreviewedTaskDto extends OmitType(ImportedTaskDto, ['id', 'updatedAt', 'version']) {}

export function previewOf({ id, updatedAt, version, ...task }: ImportedTaskDto): PreviewedTaskDto {
  return task;
}
