import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AuthenticatedUser } from '../../../identity/current-user.decorator';
import { PersonTurnsService } from '../../../identity/concurrency/person-turns.service';
import { Config } from '../../../platform/config/config';
import { Problem } from '../../../platform/errors/problem';
import { TimeSlice } from '../../../platform/http/time-slice';
import { IdempotencyService } from '../../../identity/idempotency/idempotency.service';
import { TaskChangeNotifierService } from '../../feed/task-change-notifier.service';
import { requireRoom } from '../../core/task-room';
import { findEarlierImport, recordImport } from '../undo/import-records.query';
import { Adaptations } from './adaptation';
import type { ImportResultDto } from './dto/import-result.dto';
import { type PreviewedTaskDto, previewOf } from './dto/imported-task.dto';
import { FORMAT_OF, type ImportFormatName } from './import-format';
import { FILE_MAXIMUM, PREVIEW_SIZE } from './import-limits';
import { ImportTurnsService } from './import-turns.service';
import { insertStagedTasks } from './insert-tasks.query';
import { StagedTasks } from './staged-tasks';
import { checkTasks } from './task-check';
import { type TemporaryFile, TemporaryFilesService } from './temporary-files.service';
import { receive } from './upload';
import { type Upload, UploadsService } from './uploads.service';

/** An upload of tasks. */
export interface TaskFile {
  /** Undefined for a request without a content type, which must have no body. */
  readonly format: ImportFormatName | undefined;
  readonly body: Readable;
  readonly dryRun: boolean;
  /** Whether to reject a file that was imported before. */
  readonly refusesRepeat: boolean;
  /** The idempotency key. */
  readonly key?: string;
  /** Aborted when the client disconnects. */
  readonly gone: AbortSignal;
}

/** A received file, and the import to make from it. */
interface ReceivedFile extends TaskFile, Upload {
  readonly ownerId: string;
  readonly content: TemporaryFile;
  readonly digest: string;
}

type Adapted = Pick<ImportResultDto, 'adaptations' | 'adaptationCount'>;

/**
 * Imports the tasks of a file, all or none. The file is received, then read and validated task by task, then inserted,
 * each step from disk to disk: neither memory nor a transaction is held while waiting for the client.
 */
@Injectable()
export class TaskImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly idempotency: IdempotencyService,
    private readonly notifier: TaskChangeNotifierService,
    private readonly uploads: UploadsService,
    private readonly files: TemporaryFilesService,
    private readonly turns: ImportTurnsService,
    private readonly personTurns: PersonTurnsService,
  ) {}

  /**
   * @throws Problem RATE_LIMITED, UNAVAILABLE, PAYLOAD_TOO_LARGE, MALFORMED_REQUEST, VALIDATION_FAILED, LIMIT_REACHED,
   * and that of an access that has ended meanwhile
   */
  import(user: AuthenticatedUser, file: TaskFile): Promise<ImportResultDto> {
    return this.uploads.withUpload(user, file.gone, (upload) =>
      this.files.lend(user.id, async (content) => {
        const digest = await receive(file.body, content, file.format ? FILE_MAXIMUM : 0);
        const received = { ...file, ...upload, ownerId: user.id, content, digest };
        return this.turns.take(user.id, upload.signal, () =>
          this.personTurns.withTurnSoon(user.id, upload.signal, () => this.importFile(received)),
        );
      }),
    );
  }

  private async importFile(file: ReceivedFile): Promise<ImportResultDto> {
    await file.access.requireLive();
    return this.files.lend(file.ownerId, async (stage) => {
      const tasks = new StagedTasks(stage);
      const { preview, adapted } = await this.check(file, tasks);
      await file.access.requireLive();
      return file.dryRun
        ? this.foresee(file, tasks, { preview, ...adapted })
        : this.insert(file, tasks, adapted);
    });
  }

  /** @returns the first tasks, and what had to be adapted. */
  private async check(
    { format = 'json', content, signal }: ReceivedFile,
    tasks: StagedTasks,
  ): Promise<{ preview: PreviewedTaskDto[]; adapted: Adapted }> {
    const preview: PreviewedTaskDto[] = [];
    const adaptations = new Adaptations();
    const slice = new TimeSlice(signal);
    const read = FORMAT_OF[format].read(content.handle, adaptations.add, slice);
    for await (const task of checkTasks(read, slice)) {
      await tasks.add(task);
      if (preview.length < PREVIEW_SIZE) {
        preview.push(previewOf(task));
      }
    }
    await tasks.flush();
    const { listed, count } = adaptations;
    return { preview, adapted: count > 0 ? { adaptations: listed, adaptationCount: count } : {} };
  }

  private async foresee(
    { ownerId, digest }: ReceivedFile,
    tasks: StagedTasks,
    foreseen: Adapted & Pick<ImportResultDto, 'preview'>,
  ): Promise<ImportResultDto> {
    await requireRoom(this.dataSource.manager, ownerId, tasks, this.config);
    const alreadyImportedAt = await findEarlierImport(this.dataSource.manager, ownerId, digest);
    return { imported: tasks.count, open: tasks.open, dryRun: true, alreadyImportedAt, ...foreseen };
  }

  /** If the access has ended by then, nothing is committed, and no stored response is replayed. */
  private async insert(file: ReceivedFile, tasks: StagedTasks, adapted: Adapted): Promise<ImportResultDto> {
    const { ownerId, format, key, digest, access, signal } = file;
    const request = { ownerId, key, operation: 'importTasks', body: { format, digest } };
    const result = await this.dataSource.transaction(async (manager) => {
      const answer = await this.idempotency.executeOnceWithin(manager, request, async () => {
        const made = await this.make(manager, file, tasks);
        return { imported: tasks.count, open: tasks.open, dryRun: false, ...made, ...adapted };
      });
      signal.throwIfAborted();
      await access.requireLiveUntilCommit(manager);
      return answer;
    });
    this.notifier.announce(ownerId);
    return result;
  }

  /** @throws Problem ALREADY_IMPORTED, LIMIT_REACHED */
  private async make(
    manager: EntityManager,
    { ownerId, format = 'json', digest, refusesRepeat, signal }: ReceivedFile,
    tasks: StagedTasks,
  ): Promise<Pick<ImportResultDto, 'id' | 'alreadyImportedAt'>> {
    let alreadyImportedAt: string | undefined;
    const findEarlier = async (): Promise<void> => {
      alreadyImportedAt = await findEarlierImport(manager, ownerId, digest);
      if (alreadyImportedAt !== undefined && refusesRepeat) {
        throw new Problem('ALREADY_IMPORTED', { members: { alreadyImportedAt } });
      }
    };
    await findEarlier();
    // Checked again under the feed's lock: another server may have imported the same file meanwhile.
    const position = await insertStagedTasks(manager, ownerId, tasks, this.config, {
      onLocked: findEarlier,
      signal,
    });
    const record = { ownerId, format, digest, tasks: tasks.count, position };
    return { alreadyImportedAt, id: tasks.count > 0 ? await recordImport(manager, record) : undefined };
  }
}
