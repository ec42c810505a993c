import { ApiSchema } from '@nestjs/swagger';
import type { Priority } from '../task.entity';
import { Tags } from './tags.decorator';
import { Completed, Description, DueDate, PriorityField, Title } from './task-fields';

/** Every writable field: a missing one is refused, so that a replacement never wipes anything by accident. */
@ApiSchema({ name: 'ReplaceTaskRequest' })
export class ReplaceTaskDto {
  @Title()
  title!: string;

  @Description()
  description!: string | null;

  @Completed()
  completed!: boolean;

  @PriorityField()
  priority!: Priority;

  @DueDate()
  dueDate!: string | null;

  @Tags()
  tags!: string[];
}
