import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { Nullable } from '../../../platform/validation/omittable.decorator';
import { Text } from '../../../platform/validation/text.decorator';
import { PRIORITIES, type Priority } from '../task.entity';
import { DueDate } from '../due-date';
import { DESCRIPTION_MAXIMUM, TITLE_MAXIMUM } from '../task-limits';
import { Tags } from './tags.decorator';

export const Completed = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(IsBoolean({ message: 'must be true or false' }), ApiProperty({ type: Boolean, ...schema }));

const OneOfPriorities = (): PropertyDecorator =>
  applyDecorators(
    IsIn(PRIORITIES, { message: `must be one of: ${PRIORITIES.join(', ')}` }),
    ApiProperty({ enum: [...PRIORITIES] }),
  );

/**
 * Every writable field with its validation rules. The requests that create, change, replace and import tasks derive
 * from it. Fields added later must be `@Omittable()`, so that older clients can still replace a task.
 */
export class TaskFieldsDto {
  @Text({ minimum: 1, maximum: TITLE_MAXIMUM, trim: true, schema: { example: 'Water the plants' } })
  title!: string;

  @Nullable()
  @Text({ minimum: 0, maximum: DESCRIPTION_MAXIMUM, schema: { nullable: true } })
  description!: string | null;

  @Completed()
  completed!: boolean;

  @OneOfPriorities()
  priority!: Priority;

  @Nullable()
  @DueDate()
  dueDate!: string | null;

  @Tags()
  tags!: string[];
}
