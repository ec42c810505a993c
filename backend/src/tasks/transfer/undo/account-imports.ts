import type { AddedSection } from '../../../identity/account/account-export.registry';
import { IMPORT_COLUMNS, RecordedImportDto } from './dto/task-import.dto';

/** A person's imports in the account export. */
export const ACCOUNT_IMPORTS: AddedSection = {
  name: 'taskImports',
  entry: RecordedImportDto,
  table: 'task_imports',
  owner: 'owner_id',
  columns: IMPORT_COLUMNS,
  size: '200',
  toEntry: (row: RecordedImportDto): RecordedImportDto => row,
};
