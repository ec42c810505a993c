import { ApiSchema } from '@nestjs/swagger';
import { TaskDetailsDto } from './task-details.dto';
import { Title } from './task-fields';

@ApiSchema({ name: 'CreateTaskRequest' })
export class CreateTaskDto extends TaskDetailsDto {
  @Title()
  title!: string;
}
