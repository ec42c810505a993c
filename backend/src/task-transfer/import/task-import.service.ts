import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PersonTurnsService } from '../../concurrency/person-turns.service';
import { Config } from '../../config/config';
import { Idempotency } from '../../idempotency/idempotency.service';
import { TaskChangeNotifier } from '../../task-changes/task-change-notifier.service';
import type { CreateTaskDto } from '../../tasks/dto/create-task.dto';
import type { ImportResultDto } from './dto/import-result.dto';
import { FORMAT_OF, type ImportFormatName } from './import-format';
import { FILE_MAXIMUM, PREVIEW_SIZE } from './import-limits';
import { ImportTurns } from './import-turns';
import { insertStagedTasks, requireRoom } from './insert-tasks.query';
import { StagedTasks } from './staged-tasks';
import { checkTasks } from './task-check';
import { withTemporaryFile } from './temporary-file';
import { receive } from './upload';

/** A file of tasks that is on its way. */
export interface TaskUpload {
  readonly ownerId: string;
  /** Undefined for a body that does not say what it is: there must be none. */
  readonly format: ImportFormatName | undefined;
  readonly body: Readable;
  readonly dryRun: boolean;
  /** Under which the same file makes its tasks once. */
  readonly key?: string;
}

/** What is known of a file that has arrived and is right. */
interface CheckedFile {
  readonly tasks: StagedTasks;
  readonly preview: CreateTaskDto[];
  readonly digest: string;
}

/**
 * Makes the tasks of a file, all or none. The file is received, then read and checked task by task, then inserted,
 * each from disk to disk: neither memory nor a transaction waits for the client.
 */
@Injectable()
export class TaskImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly idempotency: Idempotency,
    private readonly notifier: TaskChangeNotifier,
    private readonly turns: ImportTurns,
    private readonly personTurns: PersonTurnsService,
  ) {}

  /** @throws Problem PAYLOAD_TOO_LARGE, MALFORMED_REQUEST, VALIDATION_FAILED, LIMIT_REACHED */
  import(upload: TaskUpload): Promise<ImportResultDto> {
    return withTemporaryFile(async (file) => {
      const digest = await receive(upload.body, file, upload.format ? FILE_MAXIMUM : 0);
      return this.turns.take(upload.ownerId, () =>
        this.personTurns.run(upload.ownerId, () => this.importFile(upload, file, digest)),
      );
    });
  }

  private importFile(upload: TaskUpload, file: FileHandle, digest: string): Promise<ImportResultDto> {
    return withTemporaryFile(async (stage) => {
      const tasks = new StagedTasks(stage);
      const preview: CreateTaskDto[] = [];
      for await (const task of checkTasks(FORMAT_OF[upload.format ?? 'json'].read(file))) {
        await tasks.add(task);
        if (preview.length < PREVIEW_SIZE) {
          preview.push(task);
        }
      }
      await tasks.flush();
      return upload.dryRun
        ? this.foresee(upload, { tasks, preview, digest })
        : this.insert(upload, { tasks, preview, digest });
    });
  }

  private async foresee({ ownerId }: TaskUpload, { tasks, preview }: CheckedFile): Promise<ImportResultDto> {
    await requireRoom(this.dataSource.manager, ownerId, tasks.open, this.config.openTasksMaximum);
    return { imported: tasks.count, open: tasks.open, dryRun: true, preview };
  }

  private async insert(
    { ownerId, format, key }: TaskUpload,
    { tasks, digest }: CheckedFile,
  ): Promise<ImportResultDto> {
    const request = { ownerId, key, operation: 'importTasks', body: { format, digest } };
    const result = await this.idempotency.run(request, async (manager) => {
      await insertStagedTasks(manager, ownerId, tasks, this.config.openTasksMaximum);
      return { imported: tasks.count, open: tasks.open, dryRun: false };
    });
    this.notifier.announce(ownerId);
    return result;
  }
}
