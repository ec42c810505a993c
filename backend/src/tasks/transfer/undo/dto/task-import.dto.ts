import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IMPORTS_KEPT, UNDOABLE_FOR } from '../import-records.query';

@ApiSchema({ name: 'RecordedImport' })
export class RecordedImportDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'csv', maxLength: 20 })
  format!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many tasks were made.' })
  tasks!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Until when it can be undone.' })
  undoableUntil!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was undone.' })
  undoneAt!: string | null;
}

@ApiSchema({ name: 'RecordedImports' })
export class RecordedImportsDto {
  @ApiProperty({ type: [RecordedImportDto], maxItems: IMPORTS_KEPT, description: 'Latest first.' })
  items!: RecordedImportDto[];
}

@ApiSchema({ name: 'UndoneImport' })
export class UndoneImportDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Tasks that went to the trash.' })
  removed!: number;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Tasks that were changed or deleted since, and stay as they are.',
  })
  kept!: number;
}

/** SQL: the columns of `RecordedImportDto`. */
export const IMPORT_COLUMNS = `id, format, tasks, created_at AS "createdAt",
  created_at + interval '${UNDOABLE_FOR}' AS "undoableUntil", undone_at AS "undoneAt"`;
