import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { OMITTABLE } from '../../../platform/validation/omittable.decorator';
import { TaskFieldsDto } from './task-fields.dto';

/** Every field except the title is optional. */
@ApiSchema({ name: 'CreateTaskRequest' })
export class CreateTaskDto extends IntersectionType(
  PartialType(OmitType(TaskFieldsDto, ['title']), OMITTABLE),
  PickType(TaskFieldsDto, ['title']),
) {}
