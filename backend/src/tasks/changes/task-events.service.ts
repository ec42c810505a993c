import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { writeEvent } from '../../platform/http/event-stream';
import { type ChangeCursor, outdatedCursor, readChangeCursor, writeChangeCursor } from './change-cursor';
import type { TaskEventDto } from './dto/task-event.dto';
import { type ChangeRow, placeOf, readChanges, readPresent } from './task-changes.query';

type EventRow = ChangeRow & { readonly version: number | null };

/** A page of serialised events, and the cursor after them. */
export interface EventPage {
  readonly text: string;
  readonly next: ChangeCursor;
  readonly hasMore: boolean;
}

const PAGE_SIZE = 200;

/** The changes of a person's tasks as server-sent events. */
@Injectable()
export class TaskEventsService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The start of a stream: after the last event the client received, otherwise the present.
   * @throws Problem VALIDATION_FAILED for a cursor that is not this person's, or too old.
   */
  async beginning(ownerId: string, lastEventId: string | undefined): Promise<ChangeCursor> {
    if (lastEventId === undefined) {
      return readPresent(this.dataSource.manager, ownerId);
    }
    const cursor = readChangeCursor(lastEventId, ownerId, '/Last-Event-ID');
    if (!(await this.read(ownerId, cursor, 1))) {
      throw outdatedCursor('/Last-Event-ID');
    }
    return cursor;
  }

  /** @returns undefined when the cursor is outdated. */
  async read(ownerId: string, cursor: ChangeCursor, limit = PAGE_SIZE): Promise<EventPage | undefined> {
    const { manager } = this.dataSource;
    const page = await readChanges<EventRow>(manager, ownerId, cursor, limit, 'version');
    if (!page) {
      return undefined;
    }
    const { rows, next, hasMore } = page;
    const events = rows.map((row, index) => {
      const place = index < rows.length - 1 ? placeOf(row, cursor.startedAt) : next;
      return writeEvent({ name: 'task', id: writeChangeCursor(place, ownerId), data: toTaskEvent(row) });
    });
    return { text: events.join(''), next, hasMore };
  }
}

function toTaskEvent({ taskId: id, gone, version }: EventRow): TaskEventDto {
  if (gone) {
    return { op: 'deleted', id, version };
  }
  return { op: version === 1 ? 'created' : 'updated', id, version };
}
