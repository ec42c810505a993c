import { Readable } from 'node:stream';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import { NIL } from 'uuid';
import { PersonTurnsService } from '../../concurrency/person-turns.service';
import { ReplicaReads } from '../../replicas/replica-reads.service';
import { TASK_COLUMNS, type TaskRow } from '../../tasks/dto/task.dto';
import { type ExportFormatName, FORMAT_OF } from './export-format';

const ROWS_AT_A_TIME = 500;

/** Along the ids, so that no page costs more than another and each task is read once. */
const PAGE = `
  SELECT ${TASK_COLUMNS} FROM tasks WHERE owner_id = $1 AND deleted_at IS NULL AND id > $2
  ORDER BY id LIMIT ${ROWS_AT_A_TIME}`;

/** Writes all tasks of a person into a file, the trash left out. */
@Injectable()
export class TaskExportService {
  private readonly logger = new Logger(TaskExportService.name);

  constructor(
    private readonly reads: ReplicaReads,
    private readonly turns: PersonTurnsService,
  ) {}

  /**
   * A download that grows as fast as it is read and occupies no connection to the database meanwhile. Every task is
   * in it once, as it was when its page was read; of those made or deleted meanwhile, some are and some are not.
   */
  export(ownerId: string, format: ExportFormatName, requestId: string): StreamableFile {
    const file = Readable.from(this.write(ownerId, format), { objectMode: false });
    // The answer has begun, so that no filter hears of it: the connection is cut.
    file.once('error', (err) => this.logger.error({ requestId, err }));
    return new StreamableFile(file, {
      type: FORMAT_OF[format].type,
      disposition: `attachment; filename="taskward-${new Date().toISOString().slice(0, 10)}.${format}"`,
    });
  }

  private async *write(ownerId: string, name: ExportFormatName): AsyncGenerator<string> {
    const format = FORMAT_OF[name];
    yield format.head;
    let isFirst = true;
    for await (const rows of this.pages(ownerId)) {
      yield format.write(rows, isFirst);
      isFirst = false;
    }
    yield format.tail;
  }

  private async *pages(ownerId: string): AsyncGenerator<TaskRow[]> {
    let lastId: string | undefined = NIL;
    while (lastId) {
      const after: string = lastId;
      const rows: TaskRow[] = await this.turns.run(ownerId, () => this.page(ownerId, after));
      if (rows.length > 0) {
        yield rows;
      }
      lastId = rows.length < ROWS_AT_A_TIME ? undefined : rows.at(-1)?.id;
    }
  }

  private page(ownerId: string, lastId: string): Promise<TaskRow[]> {
    return this.reads.read(ownerId, (manager) => manager.query<TaskRow[]>(PAGE, [ownerId, lastId]));
  }
}
