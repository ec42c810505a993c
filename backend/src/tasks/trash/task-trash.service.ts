import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { AuthenticatedUser } from '../../identity/current-user.decorator';
import { Problem } from '../../platform/errors/problem';
import { LastingAccessService } from '../../identity/lasting-access/lasting-access.service';
import { forgetTombstonesBeyondMaximum } from '../feed/forget-tombstones.query';
import { TaskChangeNotifier } from '../feed/task-change-notifier.service';
import type { ListTrashDto } from './dto/list-trash.dto';
import type { TrashPageDto } from './dto/trash-page.dto';
import { toTrashedTaskDto } from './dto/trashed-task.dto';
import { listTrash } from './list-trash.query';
import { purgeTasks } from './purge-tasks.query';

/** What a person deleted, until it is deleted for good. */
@Injectable()
export class TaskTrashService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly notifier: TaskChangeNotifier,
    private readonly access: LastingAccessService,
  ) {}

  async list(ownerId: string, query: ListTrashDto): Promise<TrashPageDto> {
    const { rows, nextCursor } = await listTrash(this.dataSource.manager, ownerId, query);
    return { items: rows.map(toTrashedTaskDto), nextCursor };
  }

  /** @throws Problem NOT_FOUND for whatever is not in the trash of this person. */
  async purge(ownerId: string, id: string): Promise<void> {
    const count = isUuid(id) ? await this.purgeAndTell(ownerId, id) : 0;
    if (count === 0) {
      throw new Problem('NOT_FOUND');
    }
  }

  /**
   * In batches, between which the person's other requests have their turn. An empty trash stays empty.
   * @param gone ends it after a batch: nobody waits for the answer any more.
   * @throws Problem that of an access that has ended meanwhile: what is gone by then is gone, and no batch is committed
   * after that.
   */
  async empty(user: AuthenticatedUser, gone: AbortSignal): Promise<void> {
    using access = this.access.watch(user);
    const requireLive = (manager: EntityManager): Promise<void> => access.requireLiveUntilCommit(manager);
    let count: number;
    do {
      count = await this.purgeAndTell(user.id, null, requireLive);
    } while (count > 0 && !gone.aborted);
  }

  /** @param beforeCommit can refuse it. */
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
