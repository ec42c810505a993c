import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { AuthenticatedUser } from '../../identity/current-user.decorator';
import { Problem } from '../../platform/errors/problem';
import { LastingAccessService } from '../../identity/lasting-access/lasting-access.service';
import { forgetTombstonesBeyondMaximum } from '../feed/forget-tombstones.query';
import { TaskChangeNotifierService } from '../feed/task-change-notifier.service';
import type { ListTrashDto } from './dto/list-trash.dto';
import type { TrashPageDto } from './dto/trash-page.dto';
import { toTrashedTaskDto } from './dto/trashed-task.dto';
import { listTrash } from './list-trash.query';
import { purgeTasks } from './purge-tasks.query';

/** A person's deleted tasks, until they are permanently deleted. */
@Injectable()
export class TaskTrashService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly notifier: TaskChangeNotifierService,
    private readonly access: LastingAccessService,
  ) {}

  async list(ownerId: string, query: ListTrashDto): Promise<TrashPageDto> {
    const { rows, nextCursor } = await listTrash(this.dataSource.manager, ownerId, query);
    return { items: rows.map(toTrashedTaskDto), nextCursor };
  }

  /** @throws Problem NOT_FOUND if the task is not in this person's trash. */
  async purge(ownerId: string, id: string): Promise<void> {
    const count = isUuid(id) ? await this.purgeAndTell(ownerId, id) : 0;
    if (count === 0) {
      throw new Problem('NOT_FOUND');
    }
  }

  /**
   * Deletes in batches, so that the person's other requests are served in between. An empty trash stays empty.
   * @param gone stops after the current batch when the client disconnects.
   * @throws Problem that of an access that has ended meanwhile: earlier batches stay deleted, and no further batch is
   * committed.
   */
  async empty(user: AuthenticatedUser, gone: AbortSignal): Promise<void> {
    using access = this.access.watch(user);
    const requireLive = (manager: EntityManager): Promise<void> => access.requireLiveUntilCommit(manager);
    let count: number;
    do {
      count = await this.purgeAndTell(user.id, null, requireLive);
    } while (count > 0 && !gone.aborted);
  }

  /** @param beforeCommit can throw to prevent the commit. */
  private async purgeAndTell(
    ownerId: string,
    id: string | null,
    beforeCommit?: (manager: EntityManager) => Promise<void>,
  ): Promise<number> {
    const count = await this.dataSource.transaction(async (manager) => {
      const gone = await purgeTasks(manager, ownerId, id);
      if (gone > 0) {
        await forgetTombstonesBeyondMaximum(manager, ownerId);
      }
      await beforeCommit?.(manager);
      return gone;
    });
    if (count > 0) {
      this.notifier.announce(ownerId);
    }
    return count;
  }
}
