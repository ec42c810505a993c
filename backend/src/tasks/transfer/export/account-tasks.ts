import type { AddedSection } from '../../../identity/account/account-export.registry';
import { TASK_COLUMNS, TASK_SIZE, type TaskRow, toTaskDto } from '../../core/dto/task.dto';
import { ExportedTaskDto } from './dto/exported-task.dto';

/** The tasks of a person in the export of the account, the trash included. */
export const ACCOUNT_TASKS: AddedSection = {
  name: 'tasks',
  entry: ExportedTaskDto,
  table: 'tasks',
  owner: 'owner_id',
  lockedFirst: 'task_feeds',
  columns: `${TASK_COLUMNS}, deleted_at AS "deletedAt"`,
  size: TASK_SIZE,
  toEntry: (row: TaskRow & Pick<ExportedTaskDto, 'deletedAt'>): ExportedTaskDto => ({
    ...toTaskDto(row),
    deletedAt: row.deletedAt,
  }),
};
