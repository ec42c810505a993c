import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Priority } from '../task.entity';

const COUNT = { type: 'integer', minimum: 0 } as const;

@ApiSchema({ name: 'TasksByPriority' })
export class TasksByPriorityDto implements Record<Priority, number> {
  @ApiProperty(COUNT)
  none!: number;

  @ApiProperty(COUNT)
  low!: number;

  @ApiProperty(COUNT)
  medium!: number;

  @ApiProperty(COUNT)
  high!: number;
}

@ApiSchema({ name: 'TaskSummary' })
export class TaskSummaryDto {
  @ApiProperty(COUNT)
  open!: number;

  @ApiProperty(COUNT)
  completed!: number;

  @ApiProperty({ ...COUNT, description: 'Open tasks that were due before today.' })
  overdue!: number;

  @ApiProperty({ ...COUNT, description: 'Open tasks that are due today.' })
  dueToday!: number;

  @ApiProperty({ type: TasksByPriorityDto, description: 'Open tasks of each priority.' })
  byPriority!: TasksByPriorityDto;
}
