import { ApiSchema } from '@nestjs/swagger';
import { Omittable } from '../../../platform/validation/omittable.decorator';
import { Completed } from './task-fields.dto';

@ApiSchema({ name: 'CompleteTaskRequest' })
export class CompleteTaskDto {
  @Omittable()
  @Completed({ required: false, description: 'Sets, and so can be retried. Without it the task is toggled.' })
  completed?: boolean;
}
