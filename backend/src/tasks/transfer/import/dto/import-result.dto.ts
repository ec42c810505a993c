import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ADAPTATION_CODES, ADAPTATIONS_LISTED } from '../adaptation';
import { PREVIEW_SIZE } from '../import-limits';
import { PreviewedTaskDto } from './imported-task.dto';

@ApiSchema({ name: 'ImportAdaptation' })
export class ImportAdaptationDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'The row of a table, its header being 1; the line of a calendar.',
  })
  row!: number;

  @ApiProperty({
    type: String,
    description: `What was done: ${ADAPTATION_CODES.map((code) => `\`${code}\``).join(', ')}; more may come.`,
    maxLength: 40,
    example: 'TITLE_SHORTENED',
  })
  code!: string;

  @ApiProperty({
    maxLength: 200,
    example: 'The title is cut to 200 characters, and whole in the description.',
  })
  message!: string;
}

@ApiSchema({ name: 'ImportResult' })
export class ImportResultDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Tasks that were made, or would be.' })
  imported!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Those of them that are open.' })
  open!: number;

  @ApiProperty({ description: 'Whether nothing was made.' })
  dryRun!: boolean;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Of the import, by which it can be undone; missing when nothing was made.',
  })
  id?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'When the same file was imported before, unless that was undone.',
  })
  alreadyImportedAt?: string;

  @ApiPropertyOptional({
    type: [PreviewedTaskDto],
    maxItems: PREVIEW_SIZE,
    description: 'Of a dry run: the first tasks as they were understood.',
  })
  preview?: PreviewedTaskDto[];

  @ApiPropertyOptional({
    type: [ImportAdaptationDto],
    maxItems: ADAPTATIONS_LISTED,
    description:
      'What did not fit and was put elsewhere, or left out: the first ones. Missing when all fits.',
  })
  adaptations?: ImportAdaptationDto[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'How many adaptations there are.' })
  adaptationCount?: number;
}
