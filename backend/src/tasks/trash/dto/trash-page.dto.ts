import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { NextCursor } from '../../../platform/pagination/next-cursor.decorator';
import { PAGE_SIZE_MAXIMUM } from '../../core/task-limits';
import { TrashedTaskDto } from './trashed-task.dto';

@ApiSchema({ name: 'TrashPage' })
export class TrashPageDto {
  @ApiProperty({ type: [TrashedTaskDto], maxItems: PAGE_SIZE_MAXIMUM })
  items!: TrashedTaskDto[];

  @NextCursor()
  nextCursor!: string | null;
}
