import { Omittable } from '../../../platform/validation/omittable.decorator';
import type { Priority } from '../task.entity';
import { Tags } from './tags.decorator';
import { Completed, Description, DueDate, PriorityField } from './task-fields';

const OPTIONAL = { required: false };

/** What can be left out both when a task is made and when it is changed. */
export class TaskDetailsDto {
  @Omittable()
  @Description(OPTIONAL)
  description?: string | null;

  @Omittable()
  @Completed(OPTIONAL)
  completed?: boolean;

  @Omittable()
  @PriorityField(OPTIONAL)
  priority?: Priority;

  @Omittable()
  @DueDate(OPTIONAL)
  dueDate?: string | null;

  @Omittable()
  @Tags(OPTIONAL)
  tags?: string[];
}
