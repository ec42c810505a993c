import { ApiSchema } from '@nestjs/swagger';
import { TaskFieldsDto } from './task-fields.dto';

/** Every writable field is required, so that a replacement never clears a field by accident. */
@ApiSchema({ name: 'ReplaceTaskRequest' })
export class ReplaceTaskDto extends TaskFieldsDto {}
