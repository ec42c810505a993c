import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TASK_COLUMNS, type TaskRow, toTaskDto } from '../core/dto/task.dto';
import { outdatedCursor, readChangeCursor, writeChangeCursor } from './change-cursor';
import type { ListChangesDto } from './dto/list-changes.dto';
import type { TaskChangesDto } from './dto/task-changes.dto';
import { readChanges } from './task-changes.query';

@Injectable()
export class TaskChangesService {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem VALIDATION_FAILED for a cursor that is not this person's, or too old. */
  async list(ownerId: string, { since, limit }: ListChangesDto): Promise<TaskChangesDto> {
    const cursor = since === undefined ? undefined : readChangeCursor(since, ownerId, '/since');
    const { manager } = this.dataSource;
    const page = await readChanges<TaskRow>(manager, ownerId, cursor, limit, TASK_COLUMNS);
    if (!page) {
      throw outdatedCursor('/since');
    }
    const { rows, next, hasMore } = page;
    return {
      items: rows.filter(({ gone }) => !gone).map(toTaskDto),
      deleted: rows.filter(({ gone }) => gone).map(({ taskId }) => taskId),
      nextCursor: writeChangeCursor(next, ownerId),
      hasMore,
    };
  }
}
