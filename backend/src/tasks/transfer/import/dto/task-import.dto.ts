import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsArray, IsIn } from 'class-validator';
import { FILE_FORMAT, FILE_VERSION } from '../../task-file';
import { ROWS_MAXIMUM } from '../import-limits';
import { ImportedTaskDto } from './imported-task.dto';

/** A file of tasks. They are validated one by one while streaming, and then removed from the document. */
@ApiSchema({ name: 'TaskImportRequest' })
export class TaskImportDto {
  @IsIn([FILE_FORMAT], { message: `must be ${FILE_FORMAT}` })
  @ApiProperty({ type: String, enum: [FILE_FORMAT] })
  format!: typeof FILE_FORMAT;

  @IsIn([FILE_VERSION], { message: `must be ${FILE_VERSION}` })
  @ApiProperty({ type: 'integer', enum: [FILE_VERSION] })
  version!: typeof FILE_VERSION;

  @IsArray({ message: 'must be a list' })
  @ApiProperty({ type: [ImportedTaskDto], maxItems: ROWS_MAXIMUM })
  tasks!: ImportedTaskDto[];
}
