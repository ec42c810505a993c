import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type TaskRow, toTaskDto } from '../tasks/dto/task.dto';
import { validationProblem } from '../validation/validation.pipe';
import { BEGINNING, type FeedPlace, readChangeCursor, writeChangeCursor } from './change-cursor';
import type { ListChangesDto } from './dto/list-changes.dto';
import type { TaskChangesDto } from './dto/task-changes.dto';
import { readChanges, readFeed } from './read-changes.query';

/** What changed since a client last asked. */
@Injectable()
export class TaskChangesService {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem VALIDATION_FAILED when `since` is no cursor of this person's, or too old. */
  async list(ownerId: string, { since, limit }: ListChangesDto): Promise<TaskChangesDto> {
    const place = since === undefined ? BEGINNING : await this.findPlace(ownerId, since, '/since');
    const found = await readChanges(this.dataSource, ownerId, place, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      items: rows.filter(({ gone }) => !gone).map((row) => toTaskDto(row as TaskRow)),
      deleted: rows.filter(({ gone }) => gone).map(({ changedId }) => changedId),
      nextCursor: writeChangeCursor(last ? { position: last.position, id: last.changedId } : place, ownerId),
      hasMore: found.length > limit,
    };
  }

  /** The place of a cursor whose later changes are all still known. */
  async findPlace(ownerId: string, cursor: string, pointer: string): Promise<FeedPlace> {
    const place = readChangeCursor(cursor, ownerId, pointer);
    const { forgotten } = await readFeed(this.dataSource, ownerId);
    const knowsNothing = place.position === BEGINNING.position;
    if (!knowsNothing && BigInt(place.position) < BigInt(forgotten)) {
      throw validationProblem([
        {
          pointer,
          code: 'INVALID',
          message: 'This cursor is too old. Read everything anew, without a cursor.',
        },
      ]);
    }
    return place;
  }
}
