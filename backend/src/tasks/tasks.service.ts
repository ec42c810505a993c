import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, type Repository } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { validate as isUuid } from 'uuid';
import { Config } from '../config/config';
import { Problem } from '../errors/problem';
import { Idempotency } from '../idempotency/idempotency.service';
import { FEED, TAKEN_POSITION, takePosition } from '../task-changes/next-position';
import { TaskChangeNotifier } from '../task-changes/task-change-notifier.service';
import { insertTask } from './create-task.query';
import type { CreateTaskDto } from './dto/create-task.dto';
import type { ListTasksDto } from './dto/list-tasks.dto';
import type { ReplaceTaskDto } from './dto/replace-task.dto';
import { TASK_COLUMNS, type TaskDto, type TaskRow, toTaskDto } from './dto/task.dto';
import type { TaskPageDto } from './dto/task-page.dto';
import type { UpdateTaskDto } from './dto/update-task.dto';
import { entityTagOf } from './entity-tag';
import { listTasks } from './list-tasks.query';
import { Task } from './task.entity';

/** Versions a change may be based on; undefined for any. */
type AllowedVersions = number[] | undefined;
type Change = QueryDeepPartialEntity<Task>;

const FIND = `SELECT ${TASK_COLUMNS} FROM tasks WHERE id = $1 AND owner_id = $2 AND deleted_at IS NULL`;

/** Everything a person can do with their tasks. The owner is part of every statement (ASVS V8.2.2). */
@Injectable()
export class TasksService {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly config: Config,
    private readonly idempotency: Idempotency,
    private readonly notifier: TaskChangeNotifier,
  ) {}

  async list(ownerId: string, query: ListTasksDto): Promise<TaskPageDto> {
    const { rows, nextCursor } = await listTasks(this.tasks, ownerId, query);
    return { items: rows.map(toTaskDto), nextCursor };
  }

  /** @param key under which the same request makes no second task. */
  async create(ownerId: string, dto: CreateTaskDto, key?: string): Promise<TaskDto> {
    const request = { ownerId, key, operation: 'createTask', body: dto };
    const task = await this.idempotency.run(request, async (manager) =>
      toTaskDto(await insertTask(manager, ownerId, dto, this.config.openTasksMaximum)),
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
    { completed, ...fields }: UpdateTaskDto,
    allowed: AllowedVersions,
  ): Promise<TaskDto> {
    const given = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined),
    ) as Change;
    const change: Change = completed === undefined ? given : { ...given, completedAt: completion(completed) };
    if (Object.keys(change).length === 0) {
      const task = await this.findOwnedOrFail(ownerId, id);
      requireVersion(task, allowed);
      return task;
    }
    return (await this.change(ownerId, id, change, allowed)) ?? this.explainRefusal(ownerId, id, allowed);
  }

  /** Toggles, or sets when told to what. */
  async complete(
    ownerId: string,
    id: string,
    completed: boolean | undefined,
    allowed: AllowedVersions,
  ): Promise<TaskDto> {
    const toggled = () => 'CASE WHEN completed_at IS NULL THEN now() END';
    const change = { completedAt: completed === undefined ? toggled : completion(completed) };
    return (await this.change(ownerId, id, change, allowed)) ?? this.explainRefusal(ownerId, id, allowed);
  }

  /** Puts the task into the trash. */
  async remove(ownerId: string, id: string, allowed: AllowedVersions): Promise<void> {
    const removed = await this.change(ownerId, id, { deletedAt: () => 'now()' }, allowed);
    if (!removed) {
      await this.explainRefusal(ownerId, id, allowed);
    }
  }

  /** Takes the task out of the trash; one that is not in it stays as it is. */
  async restore(ownerId: string, id: string): Promise<TaskDto> {
    const restored = await this.change(ownerId, id, { deletedAt: null }, undefined, true);
    return restored ?? this.findOwnedOrFail(ownerId, id);
  }

  /** One statement that finds, checks the version and writes; undefined when no row fits. */
  private async change(
    ownerId: string,
    id: string,
    change: Change,
    allowed: AllowedVersions,
    inTrash = false,
  ): Promise<TaskDto | undefined> {
    if (!isUuid(id)) {
      return undefined;
    }
    const updated = await this.tasks
      .createQueryBuilder()
      .addCommonTableExpression(takePosition(':ownerId'), FEED)
      .update()
      .set({ ...change, changePosition: () => TAKEN_POSITION })
      .where({
        id,
        ownerId,
        deletedAt: inTrash ? Not(IsNull()) : IsNull(),
        ...(allowed && { version: In(allowed) }),
      })
      .setParameter('ownerId', ownerId)
      .returning(TASK_COLUMNS)
      .execute();
    const [row] = updated.raw as TaskRow[];
    if (row) {
      this.notifier.announce(ownerId);
    }
    return row && toTaskDto(row);
  }

  /** Why no row fitted: it was not there or, where the version mattered, had another one. */
  private async explainRefusal(ownerId: string, id: string, allowed: AllowedVersions): Promise<never> {
    throw allowed ? versionMismatch(await this.findOwnedOrFail(ownerId, id)) : new Problem('NOT_FOUND');
  }

  /** @throws Problem NOT_FOUND for every id that is not one of the owner's, whatever its form (US2.4). */
  private async findOwnedOrFail(ownerId: string, id: string): Promise<TaskDto> {
    const [row] = isUuid(id) ? await this.tasks.query<TaskRow[]>(FIND, [id, ownerId]) : [];
    if (!row) {
      throw new Problem('NOT_FOUND');
    }
    return toTaskDto(row);
  }
}

/** A task that is completed again keeps the instant at which it first was. */
function completion(completed: boolean): (() => string) | null {
  return completed ? () => 'coalesce(completed_at, now())' : null;
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
