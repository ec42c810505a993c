import { Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AuthenticatedUser } from '../../../identity/current-user.decorator';
import { PersonTurnsService } from '../../../identity/concurrency/person-turns.service';
import type { FileParts } from '../../../identity/exports/download';
import { pageOf, writePages } from '../../../identity/exports/export-pages';
import { ExportsService } from '../../../identity/exports/exports.service';
import { ReplicaReadsService } from '../../replicas/replica-reads.service';
import { TASK_COLUMNS, TASK_SIZE, type TaskRow } from '../../core/dto/task.dto';
import { type ExportFormatName, FORMAT_OF } from './export-formats';

const PAGE = pageOf({
  columns: TASK_COLUMNS,
  table: 'tasks',
  owner: 'owner_id',
  size: TASK_SIZE,
  condition: 'deleted_at IS NULL',
});

/** Exports all tasks of a person to a file, except the trash. */
@Injectable()
export class TaskExportService {
  constructor(
    private readonly exports: ExportsService,
    private readonly reads: ReplicaReadsService,
    private readonly turns: PersonTurnsService,
  ) {}

  /**
   * Each task appears once, as of when its page was read; tasks created or deleted during the export may or may not be
   * included.
   * @throws Problem RATE_LIMITED
   */
  export(user: AuthenticatedUser, name: ExportFormatName, reply: FastifyReply): Promise<StreamableFile> {
    return this.exports.open(user, reply, {
      name: `taskward-${new Date().toISOString().slice(0, 10)}.${name}`,
      type: FORMAT_OF[name].type,
      write: () => this.write(user.id, name),
    });
  }

  private async *write(ownerId: string, name: ExportFormatName): FileParts {
    const format = FORMAT_OF[name];
    yield format.head;
    yield* writePages((lastId) => this.readPage(ownerId, lastId), format.write);
    yield format.tail;
  }

  private readPage(ownerId: string, lastId: string): Promise<TaskRow[]> {
    return this.turns.withTurn(ownerId, () => this.readTasks(ownerId, lastId));
  }

  private readTasks(ownerId: string, lastId: string): Promise<TaskRow[]> {
    return this.reads.read(ownerId, (manager) => manager.query<TaskRow[]>(PAGE, [ownerId, lastId]));
  }
}
