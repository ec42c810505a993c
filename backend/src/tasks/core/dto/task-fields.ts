import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { CalendarDate } from '../../../platform/validation/calendar-date.decorator';
import { Nullable } from '../../../platform/validation/omittable.decorator';
import { Text } from '../../../platform/validation/text.decorator';
import { PRIORITIES } from '../task.entity';
import { DESCRIPTION_MAXIMUM, TITLE_MAXIMUM } from '../task-limits';

/** The rules of each writable field of a task, written once for create, replace and update. */
export const Title = (schema?: ApiPropertyOptions): PropertyDecorator =>
  Text({
    minimum: 1,
    maximum: TITLE_MAXIMUM,
    trim: true,
    schema: { example: 'Water the plants', ...schema },
  });

export const Description = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(
    Nullable(),
    Text({
      minimum: 0,
      maximum: DESCRIPTION_MAXIMUM,
      schema: { nullable: true, ...schema },
    }),
  );

export const Completed = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(IsBoolean({ message: 'must be true or false' }), ApiProperty({ type: Boolean, ...schema }));

export const PriorityField = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(
    IsIn(PRIORITIES, { message: `must be one of: ${PRIORITIES.join(', ')}` }),
    ApiProperty({ enum: [...PRIORITIES], ...schema }),
  );

export const DueDate = (schema?: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(Nullable(), CalendarDate({ nullable: true, ...schema }));
