import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TaskDto } from './task.dto';

@ApiSchema({ name: 'TaskPage' })
export class TaskPageDto {
  @ApiProperty({ type: [TaskDto] })
  items!: TaskDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Opaque; null on the last page.' })
  nextCursor!: string | null;
}
