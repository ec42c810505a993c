import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Config } from '../../platform/config/config';
import { IdempotencyService } from '../../identity/idempotency/idempotency.service';
import { TaskChangeNotifierService } from '../feed/task-change-notifier.service';
import { changeTasks } from '../core/change-tasks.query';
import { openTasksLimit } from '../core/task-room';
import { type TaskRow, toTaskDto } from '../core/dto/task.dto';
import { findTasks } from '../core/find-tasks.query';
import { toBulkChange } from './bulk-change';
import type { BulkResultDto, BulkResultsDto } from './dto/bulk-results.dto';
import type { BulkTasksDto } from './dto/bulk-tasks.dto';

/** Applies one action to many tasks in one statement, all or nothing. */
@Injectable()
export class TaskBulkService {
  constructor(
    private readonly config: Config,
    private readonly idempotency: IdempotencyService,
    private readonly notifier: TaskChangeNotifierService,
  ) {}

  /**
   * @param key the idempotency key.
   * @throws Problem LIMIT_REACHED
   */
  async apply(ownerId: string, dto: BulkTasksDto, key?: string): Promise<BulkResultsDto> {
    const request = { ownerId, key, operation: 'bulkTasks', body: dto };
    const answer = await this.idempotency.executeOnce(request, async (manager) => {
      const rows = await this.act(manager, ownerId, dto);
      return { results: toResults(dto, rows) };
    });
    this.notifier.announce(ownerId);
    return answer;
  }

  /** The tasks now in the requested state. */
  private async act(manager: EntityManager, ownerId: string, dto: BulkTasksDto): Promise<TaskRow[]> {
    const { change, inTrash = false, canOpen = false } = toBulkChange(dto);
    const ids = dto.ids.filter((id) => isUuid(id));
    const openTasksMaximum = canOpen ? this.config.openTasksMaximum : undefined;
    const isChange = ids.length > 0 && Object.keys(change).length > 0;
    const changed = isChange
      ? await changeTasks(manager, ownerId, ids, change, { inTrash, openTasksMaximum })
      : [];
    const mayBeRefused = canOpen && changed.length === 0;
    if (!inTrash && !mayBeRefused && isChange) {
      return changed;
    }
    const done = new Set(changed.map(({ id }) => id));
    const others = await findTasks(
      manager,
      ownerId,
      ids.filter((id) => !done.has(id.toLowerCase())),
    );
    if (mayBeRefused && others.some(({ deletedAt }) => inTrash === (deletedAt !== null))) {
      throw openTasksLimit(this.config);
    }
    return [...changed, ...others.filter(({ deletedAt }) => deletedAt === null)];
  }
}

function toResults({ action, ids }: BulkTasksDto, rows: TaskRow[]): BulkResultDto[] {
  const tasks = new Map(rows.map((row) => [row.id, toTaskDto(row)]));
  return ids.map((id) => {
    const task = tasks.get(id.toLowerCase());
    if (!task) {
      return { id, status: 'not_found' };
    }
    return action === 'delete' ? { id, status: 'ok' } : { id, status: 'ok', task };
  });
}
