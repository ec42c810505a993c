import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { TaskChangeNotifierService } from '../feed/task-change-notifier.service';
import type { CreateTaskDto } from '../core/dto/create-task.dto';
import { TASK_COLUMNS, type TaskDto, type TaskRow, toTaskDto } from '../core/dto/task.dto';
import { Task } from '../core/task.entity';
import { limitReached } from '../core/task-room';
import type { ExternalIdDto } from './dto/external-id.dto';
import { upsertTask } from './upsert-task.query';

/** Tasks addressed by the ids that pipelines gave them; each id is unique. */
@Injectable()
export class ExternalTasksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly notifier: TaskChangeNotifierService,
  ) {}

  /** @throws Problem NOT_FOUND, also for a task in the trash. */
  async find(ownerId: string, { source, externalId }: ExternalIdDto): Promise<TaskDto> {
    const row = await this.dataSource
      .createQueryBuilder(Task, 'task')
      .select(TASK_COLUMNS)
      .where('owner_id = :ownerId AND external_source = :source AND external_id = :externalId')
      .setParameters({ ownerId, source, externalId })
      .getRawOne<TaskRow>();
    if (!row) {
      throw new Problem('NOT_FOUND');
    }
    return toTaskDto(row);
  }

  /**
   * Creates the task or updates the given fields.
   * @throws Problem LIMIT_REACHED when it would exceed the limit.
   */
  async put(
    ownerId: string,
    name: ExternalIdDto,
    dto: CreateTaskDto,
  ): Promise<{ task: TaskDto; created: boolean }> {
    const attempt = () => upsertTask(this.dataSource.manager, ownerId, name, dto, this.config);
    // The first attempt may have waited for a concurrent request that created this task, and missed it in its snapshot.
    const done = (await attempt()) ?? (await attempt());
    if (!done) {
      throw await limitReached(this.dataSource.manager, ownerId, { count: 1, open: 1 }, this.config);
    }
    this.notifier.announce(ownerId);
    return { task: toTaskDto(done.row), created: done.created };
  }
}
