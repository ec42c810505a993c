import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { NextCursor } from '../../openapi/next-cursor.decorator';
import { PAGE_SIZE_MAXIMUM } from '../../tasks/task-limits';
import { TrashedTaskDto } from './trashed-task.dto';

@ApiSchema({ name: 'TrashPage' })
export class TrashPageDto {
  @ApiProperty({ type: [TrashedTaskDto], maxItems: PAGE_SIZE_MAXIMUM })
  items!: TrashedTaskDto[];

  @NextCursor()
  nextCursor!: string | null;
}
