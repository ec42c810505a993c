import { ApiSchema } from '@nestjs/swagger';
import { TaskFieldsDto } from './task-fields.dto';

/** Every writable field: a missing one is refused, so that a replacement never wipes anything by accident. */
@ApiSchema({ name: 'ReplaceTaskRequest' })
export class ReplaceTaskDto extends TaskFieldsDto {}
