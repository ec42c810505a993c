import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { LISTED_TAGS_MAXIMUM } from '../task-limits';
import { TAG_SCHEMA } from './tags.decorator';

@ApiSchema({ name: 'TaskTag' })
export class TaskTagDto {
  @ApiProperty({ ...TAG_SCHEMA, description: 'As most of the tasks spell it.', example: 'home' })
  name!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Open and completed tasks that have it.' })
  tasks!: number;
}

@ApiSchema({ name: 'TaskTags' })
export class TaskTagsDto {
  @ApiProperty({ type: [TaskTagDto], maxItems: LISTED_TAGS_MAXIMUM })
  items!: TaskTagDto[];
}
