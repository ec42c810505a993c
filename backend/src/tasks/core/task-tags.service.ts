import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TaskTagDto, TaskTagsDto } from './dto/task-tags.dto';
import { foldedTag } from './fold-tag';
import { LISTED_TAGS_MAXIMUM } from './task-limits';

/**
 * One pass over the tasks of one person, found by an index that begins with the owner. Folding is dear, and there are few
 * spellings: they are counted first. A task from before, which has two spellings of one tag, counts for both.
 */
const TAGS = `
  SELECT (array_agg(tag ORDER BY tasks DESC, tag))[1] AS "name", sum(tasks)::integer AS "tasks"
  FROM (
    SELECT tag, count(*) AS tasks FROM tasks, unnest(tags) AS tag
    WHERE owner_id = $1 AND deleted_at IS NULL
    GROUP BY tag
  ) AS spellings
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
