import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TaskTagDto, TaskTagsDto } from './dto/task-tags.dto';
import { foldedTag } from './fold-tag';
import { LISTED_TAGS_MAXIMUM } from './task-limits';

/** One pass over the tasks of one person, found by an index that begins with the owner. */
const TAGS = `
  SELECT mode() WITHIN GROUP (ORDER BY tag) AS "name", count(DISTINCT id)::integer AS "tasks"
  FROM tasks, unnest(tags) AS tag
  WHERE owner_id = $1 AND deleted_at IS NULL
  GROUP BY ${foldedTag('tag')}
  ORDER BY ${foldedTag('tag')} COLLATE task_title, 1
  LIMIT ${LISTED_TAGS_MAXIMUM}`;

/** Which tags a person's tasks have, and how many tasks each. */
@Injectable()
export class TaskTagsService {
  constructor(private readonly dataSource: DataSource) {}

  async list(ownerId: string): Promise<TaskTagsDto> {
    return { items: await this.dataSource.query<TaskTagDto[]>(TAGS, [ownerId]) };
  }
}
