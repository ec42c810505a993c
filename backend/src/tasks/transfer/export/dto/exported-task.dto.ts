import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TaskDto } from '../../../core/dto/task.dto';

@ApiSchema({ name: 'ExportedTask' })
export class ExportedTaskDto extends TaskDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it went to the trash.',
  })
  deletedAt!: string | null;
}
