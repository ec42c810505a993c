import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { AuthenticatedUser } from '../../../identity/current-user.decorator';
import { LastingAccessService } from '../../../identity/lasting-access/lasting-access.service';
import { Problem } from '../../../platform/errors/problem';
import { TaskChangeNotifier } from '../../feed/task-change-notifier.service';
import { IMPORT_COLUMNS, type RecordedImportDto, type RecordedImportsDto } from './dto/task-import.dto';
import { IMPORTS_KEPT } from './import-records.query';
import { type Undone, undoImport } from './undo-import.query';

const LIST = `
  SELECT ${IMPORT_COLUMNS} FROM task_imports WHERE owner_id = $1
  ORDER BY created_at DESC, id DESC LIMIT ${IMPORTS_KEPT}`;

/** The files that a person has imported last. */
@Injectable()
export class TaskImportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: LastingAccessService,
    private readonly notifier: TaskChangeNotifier,
  ) {}

  async list(ownerId: string): Promise<RecordedImportsDto> {
    return { items: await this.dataSource.query<RecordedImportDto[]>(LIST, [ownerId]) };
  }

  /** @throws Problem NOT_FOUND for whatever cannot be undone; that of an access that has ended meanwhile */
  async undo(user: AuthenticatedUser, id: string): Promise<Undone> {
    using access = this.access.watch(user);
    const undone = await this.dataSource.transaction(async (manager) => {
      const requireTime = (): void => access.signal.throwIfAborted();
      const outcome = isUuid(id) ? await undoImport(manager, user.id, id, requireTime) : undefined;
      await access.requireLiveUntilCommit(manager);
      return outcome;
    });
    if (!undone) {
      throw new Problem('NOT_FOUND');
    }
    this.notifier.announce(user.id);
    return undone;
  }
}
