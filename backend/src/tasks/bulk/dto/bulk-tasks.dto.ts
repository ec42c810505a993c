import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, ValidateBy, ValidateNested, type ValidationArguments } from 'class-validator';
import { UpdateTaskDto } from '../../core/dto/update-task.dto';
import { TaskIds } from './task-ids.decorator';

export const BULK_ACTIONS = ['complete', 'reopen', 'delete', 'restore', 'update'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** Required for `update` and forbidden for other actions, where it would have no effect. */
const GoesWithUpdate = (): PropertyDecorator =>
  ValidateBy({
    name: 'goesWithUpdate',
    validator: {
      validate: (value: unknown, context?: ValidationArguments) =>
        isUpdate(context) ? value instanceof UpdateTaskDto : value === undefined,
      defaultMessage: (context?: ValidationArguments) =>
        isUpdate(context) ? 'must be an object' : 'goes with the action update alone',
    },
  });

const isUpdate = (context?: ValidationArguments): boolean =>
  (context?.object as BulkTasksDto | undefined)?.action === 'update';

@ApiSchema({ name: 'BulkTasksRequest' })
export class BulkTasksDto {
  @IsIn(BULK_ACTIONS, { message: `must be one of: ${BULK_ACTIONS.join(', ')}` })
  @ApiProperty({ enum: [...BULK_ACTIONS], enumName: 'BulkAction' })
  action!: BulkAction;

  @TaskIds()
  ids!: string[];

  @ValidateNested()
  @Type(() => UpdateTaskDto)
  @GoesWithUpdate()
  @ApiPropertyOptional({ type: UpdateTaskDto, description: 'With the action `update`, and only with it.' })
  changes?: UpdateTaskDto;
}
