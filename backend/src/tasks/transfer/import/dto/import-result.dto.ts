import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { CreateTaskDto } from '../../../core/dto/create-task.dto';
import { PREVIEW_SIZE } from '../import-limits';

@ApiSchema({ name: 'ImportResult' })
export class ImportResultDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Tasks that were made, or would be.' })
  imported!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Those of them that are open.' })
  open!: number;

  @ApiProperty({ description: 'Whether nothing was made.' })
  dryRun!: boolean;

  @ApiPropertyOptional({
    type: [CreateTaskDto],
    maxItems: PREVIEW_SIZE,
    description: 'Of a dry run: the first tasks as they were understood.',
  })
  preview?: CreateTaskDto[];
}
