import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TaskDto } from '../../../core/dto/task.dto';
import { FILE_FORMAT, FILE_VERSION } from '../../task-file';

@ApiSchema({ name: 'TaskExport' })
export class TaskExportDto {
  @ApiProperty({ type: String, enum: [FILE_FORMAT] })
  format!: typeof FILE_FORMAT;

  @ApiProperty({ type: 'integer', enum: [FILE_VERSION] })
  version!: typeof FILE_VERSION;

  @ApiProperty({ type: [TaskDto] })
  tasks!: TaskDto[];
}
