import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CURSOR_FORM } from '../../../platform/openapi/text-schemas';
import { TaskDto } from '../../core/dto/task.dto';
import { PAGE_SIZE_MAXIMUM } from '../../core/task-limits';

@ApiSchema({ name: 'TaskChanges' })
export class TaskChangesDto {
  @ApiProperty({
    type: [TaskDto],
    maxItems: PAGE_SIZE_MAXIMUM,
    description: 'Tasks that are new or changed, as they are now; the one changed first comes first.',
  })
  items!: TaskDto[];

  @ApiProperty({
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    maxItems: PAGE_SIZE_MAXIMUM,
    description: 'Ids of tasks that are in the trash or gone.',
  })
  deleted!: string[];

  @ApiProperty({
    ...CURSOR_FORM,
    example: 'WyIwIiwiNDIiXQ',
    description: 'Where to go on, at once or later. Opaque.',
  })
  nextCursor!: string;

  @ApiProperty({ description: 'Whether there are more changes already.' })
  hasMore!: boolean;
}
