import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { NextCursor } from '../../../platform/pagination/next-cursor.decorator';
import { PAGE_SIZE_MAXIMUM } from '../task-limits';
import { TaskDto } from './task.dto';

@ApiSchema({ name: 'TaskPage' })
export class TaskPageDto {
  @ApiProperty({ type: [TaskDto], maxItems: PAGE_SIZE_MAXIMUM })
  items!: TaskDto[];

  @NextCursor()
  nextCursor!: string | null;
}
