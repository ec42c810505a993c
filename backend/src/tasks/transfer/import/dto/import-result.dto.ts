import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { PREVIEW_SIZE } from '../import-limits';
import { PreviewedTaskDto } from './imported-task.dto';

@ApiSchema({ name: 'ImportResult' })
export class ImportResultDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Tasks that were made, or would be.' })
  imported!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Those of them that are open.' })
  open!: number;

  @ApiProperty({ description: 'Whether nothing was made.' })
  dryRun!: boolean;

  @ApiPropertyOptional({
    type: [PreviewedTaskDto],
    maxItems: PREVIEW_SIZE,
    description: 'Of a dry run: the first tasks as they were understood.',
  })
  preview?: PreviewedTaskDto[];
}
