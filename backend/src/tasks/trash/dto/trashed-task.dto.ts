import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TASK_COLUMNS, TaskDto, type TaskRow, toTaskDto } from '../../core/dto/task.dto';

@ApiSchema({ name: 'TrashedTask' })
export class TrashedTaskDto extends TaskDto {
  @ApiProperty({ format: 'date-time' })
  deletedAt!: string;
}

export type TrashedTaskRow = TaskRow & Pick<TrashedTaskDto, 'deletedAt'>;

export const TRASHED_TASK_COLUMNS = `${TASK_COLUMNS}, deleted_at AS "deletedAt"`;

export function toTrashedTaskDto(row: TrashedTaskRow): TrashedTaskDto {
  return { ...toTaskDto(row), deletedAt: row.deletedAt };
}
