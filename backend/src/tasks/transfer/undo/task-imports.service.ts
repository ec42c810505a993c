import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { AuthenticatedUser } from '../../../identity/current-user.decorator';
import { PersonTurnsService } from '../../../identity/concurrency/person-turns.service';
import { Problem } from '../../../platform/errors/problem';
import { TaskChangeNotifierService } from '../../feed/task-change-notifier.service';
import { ImportTurnsService } from '../import/import-turns.service';
import { type Upload, UploadsService } from '../import/uploads.service';
import { IMPORT_COLUMNS, type RecordedImportDto, type RecordedImportsDto } from './dto/task-import.dto';
import { IMPORTS_KEPT } from './import-records.query';
import { type Undone, undoImport } from './undo-import.query';

const LIST = `
  SELECT ${IMPORT_COLUMNS} FROM task_imports WHERE owner_id = $1
  ORDER BY created_at DESC, id DESC LIMIT ${IMPORTS_KEPT}`;

/** A person's most recent imports. */
@Injectable()
export class TaskImportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly notifier: TaskChangeNotifierService,
    private readonly uploads: UploadsService,
    private readonly turns: ImportTurnsService,
    private readonly personTurns: PersonTurnsService,
  ) {}

  async list(ownerId: string): Promise<RecordedImportsDto> {
    return { items: await this.dataSource.query<RecordedImportDto[]>(LIST, [ownerId]) };
  }

  /**
   * Queued and time-limited like an import, and aborted if the client disconnects.
   * @throws Problem NOT_FOUND for whatever cannot be undone; RATE_LIMITED, UNAVAILABLE, and that of an access that has
   * ended meanwhile
   */
  async undo(user: AuthenticatedUser, id: string, gone: AbortSignal): Promise<Undone> {
    const undone = await this.uploads.withUpload(user, gone, (upload) =>
      this.turns.take(user.id, upload.signal, () =>
        this.personTurns.withTurnSoon(user.id, upload.signal, () => this.undoWithin(upload, user.id, id)),
      ),
    );
    if (!undone) {
      throw new Problem('NOT_FOUND');
    }
    this.notifier.announce(user.id);
    return undone;
  }

  private undoWithin({ access, signal }: Upload, ownerId: string, id: string): Promise<Undone | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const outcome = isUuid(id) ? await undoImport(manager, ownerId, id, signal) : undefined;
      signal.throwIfAborted();
      await access.requireLiveUntilCommit(manager);
      return outcome;
    });
  }
}
