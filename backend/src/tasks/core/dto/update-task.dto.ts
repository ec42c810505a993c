import { ApiSchema, PartialType } from '@nestjs/swagger';
import { OMITTABLE } from '../../../platform/validation/omittable.decorator';
import { CreateTaskDto } from './create-task.dto';

/** A merge patch (RFC 7396): missing fields stay unchanged, null clears. */
@ApiSchema({ name: 'UpdateTaskRequest' })
export class UpdateTaskDto extends PartialType(CreateTaskDto, OMITTABLE) {}
