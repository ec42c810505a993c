import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { IdempotencyService } from '../../identity/idempotency/idempotency.service';
import { ReplicaReadsService } from '../replicas/replica-reads.service';
import { TaskChangeNotifierService } from '../feed/task-change-notifier.service';
import { changeTasks, completion, type TaskChange, toTaskChange } from './change-tasks.query';
import { insertTask } from './create-task.query';
import type { CreateTaskDto } from './dto/create-task.dto';
import type { ListTasksDto } from './dto/list-tasks.dto';
import type { ReplaceTaskDto } from './dto/replace-task.dto';
import { TASK_COLUMNS, type TaskDto, type TaskRow, toTaskDto } from './dto/task.dto';
import type { TaskPageDto } from './dto/task-page.dto';
import type { UpdateTaskDto } from './dto/update-task.dto';
import { entityTagOf } from '../../platform/http/entity-tag';
import { listTasks } from './list-tasks.query';
import { Task } from './task.entity';
import { openTasksLimit } from './task-room';

/** Versions the change may be based on; undefined for any. */
type AllowedVersions = number[] | undefined;

type FoundRow = TaskRow & { deletedAt: string | null };

const FIND = `SELECT ${TASK_COLUMNS}, deleted_at AS "deletedAt" FROM tasks WHERE id = $1 AND owner_id = $2`;

/** A person's task operations. Every statement is scoped to the owner (ASVS V8.2.2). */
@Injectable()
export class TasksService {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly config: Config,
    private readonly idempotency: IdempotencyService,
    private readonly notifier: TaskChangeNotifierService,
    private readonly reads: ReplicaReadsService,
  ) {}

  async list(ownerId: string, query: ListTasksDto): Promise<TaskPageDto> {
    const { rows, nextCursor } = await this.reads.read(ownerId, (manager) =>
      listTasks(manager, ownerId, query),
    );
    return { items: rows.map(toTaskDto), nextCursor };
  }

  /** @param key the idempotency key. */
  async create(ownerId: string, dto: CreateTaskDto, key?: string): Promise<TaskDto> {
    const request = { ownerId, key, operation: 'createTask', body: dto };
    const task = await this.idempotency.executeOnce(request, async (manager) =>
      toTaskDto(await insertTask(manager, ownerId, dto, this.config)),
    );
    this.notifier.announce(ownerId);
    return task;
  }

  find(ownerId: string, id: string): Promise<TaskDto> {
    return this.findOwnedOrFail(ownerId, id);
  }

  replace(
    ownerId: string,
    id: string,
    replacement: ReplaceTaskDto,
    allowed: AllowedVersions,
  ): Promise<TaskDto> {
    return this.update(ownerId, id, replacement, allowed);
  }

  /** Changes the given fields in one statement; `{}` changes nothing, not even the version. */
  async update(
    ownerId: string,
    id: string,
    fields: UpdateTaskDto,
    allowed: AllowedVersions,
  ): Promise<TaskDto> {
    const change = toTaskChange(fields);
    if (Object.keys(change).length === 0) {
      const task = await this.findOwnedOrFail(ownerId, id);
      requireVersion(task, allowed);
      return task;
    }
    return this.change(ownerId, id, change, { allowed, canOpen: fields.completed === false });
  }

  /** Sets the given value, or toggles if there is none. */
  complete(
    ownerId: string,
    id: string,
    completed: boolean | undefined,
    allowed: AllowedVersions,
  ): Promise<TaskDto> {
    const toggled = { completedAt: () => 'CASE WHEN completed_at IS NULL THEN now() END' };
    const change = completed === undefined ? toggled : completion(completed);
    return this.change(ownerId, id, change, { allowed, canOpen: completed !== true });
  }

  /** Moves the task to the trash. */
  async remove(ownerId: string, id: string, allowed: AllowedVersions): Promise<void> {
    await this.change(ownerId, id, { deletedAt: () => 'now()' }, { allowed });
  }

  /** Restores the task from the trash; a task not in the trash is left unchanged. */
  async restore(ownerId: string, id: string): Promise<TaskDto> {
    const { openTasksMaximum } = this.config;
    const restored = await this.tryChange(
      ownerId,
      id,
      { deletedAt: null },
      { inTrash: true, openTasksMaximum },
    );
    return restored ?? this.findOwnedOrFail(ownerId, id, () => openTasksLimit({ openTasksMaximum }));
  }

  /** @param canOpen whether the change can open a task that was not open before. */
  private async change(
    ownerId: string,
    id: string,
    change: TaskChange,
    { allowed, canOpen = false }: { allowed: AllowedVersions; canOpen?: boolean },
  ): Promise<TaskDto> {
    const openTasksMaximum = canOpen ? this.config.openTasksMaximum : undefined;
    const changed = await this.tryChange(ownerId, id, change, { allowed, openTasksMaximum });
    return changed ?? this.explainRefusal(ownerId, id, allowed, canOpen);
  }

  private async tryChange(
    ownerId: string,
    id: string,
    change: TaskChange,
    conditions: Parameters<typeof changeTasks>[4],
  ): Promise<TaskDto | undefined> {
    if (!isUuid(id)) {
      return undefined;
    }
    const [row] = await changeTasks(this.tasks.manager, ownerId, [id], change, conditions);
    if (row) {
      this.notifier.announce(ownerId);
    }
    return row && toTaskDto(row);
  }

  /** Explains why no row matched: no such task, a different version, or the limit of open tasks. */
  private async explainRefusal(
    ownerId: string,
    id: string,
    allowed: AllowedVersions,
    canOpen: boolean,
  ): Promise<never> {
    if (!allowed && !canOpen) {
      throw new Problem('NOT_FOUND');
    }
    const task = await this.findOwnedOrFail(ownerId, id);
    requireVersion(task, allowed);
    throw canOpen ? openTasksLimit(this.config) : versionMismatch(task);
  }

  /**
   * @param inTrash the error code for a task in the trash.
   * @throws Problem NOT_FOUND for every id that is not one of the owner's, whatever its form (US2.4).
   */
  private async findOwnedOrFail(
    ownerId: string,
    id: string,
    inTrash: () => Problem = () => new Problem('NOT_FOUND'),
  ): Promise<TaskDto> {
    const [row] = isUuid(id) ? await this.tasks.query<FoundRow[]>(FIND, [id, ownerId]) : [];
    if (row?.deletedAt) {
      throw inTrash();
    }
    if (!row) {
      throw new Problem('NOT_FOUND');
    }
    return toTaskDto(row);
  }
}

function requireVersion(task: TaskDto, allowed: AllowedVersions): void {
  if (allowed && !allowed.includes(task.version)) {
    throw versionMismatch(task);
  }
}

function versionMismatch(current: TaskDto): Problem {
  return new Problem('VERSION_MISMATCH', {
    members: { current },
    headers: { ETag: entityTagOf(current.version) },
  });
}
