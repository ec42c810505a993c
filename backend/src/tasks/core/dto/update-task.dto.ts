import { ApiSchema } from '@nestjs/swagger';
import { Omittable } from '../../../platform/validation/omittable.decorator';
import { TaskDetailsDto } from './task-details.dto';
import { Title } from './task-fields';

/** A merge patch (RFC 7396): what is missing stays, null clears. */
@ApiSchema({ name: 'UpdateTaskRequest' })
export class UpdateTaskDto extends TaskDetailsDto {
  @Omittable()
  @Title({ required: false })
  title?: string;
}
