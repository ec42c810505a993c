import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { TaskDto } from '../../core/dto/task.dto';
import { ID_MAXIMUM, IDS_MAXIMUM } from './task-ids.decorator';

export const BULK_STATUSES = ['ok', 'not_found'] as const;

@ApiSchema({ name: 'BulkResult' })
export class BulkResultDto {
  @ApiProperty({
    example: '019aa3f2-c07b-7d1e-8a52-3c1f0b6de901',
    description: 'As it was sent.',
    maxLength: ID_MAXIMUM,
  })
  id!: string;

  @ApiProperty({ enum: [...BULK_STATUSES], enumName: 'BulkStatus' })
  status!: (typeof BULK_STATUSES)[number];

  @ApiPropertyOptional({
    type: TaskDto,
    description: 'The task as it is now; missing where it is not found or was put into the trash.',
  })
  task?: TaskDto;
}

@ApiSchema({ name: 'BulkResults' })
export class BulkResultsDto {
  @ApiProperty({
    type: [BulkResultDto],
    maxItems: IDS_MAXIMUM,
    description: 'One for each id, in their order.',
  })
  results!: BulkResultDto[];
}
