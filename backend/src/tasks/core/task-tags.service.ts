import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TaskTagDto, TaskTagsDto } from './dto/task-tags.dto';
import { foldedTag } from './fold-tag';
import { LISTED_TAGS_MAXIMUM } from './task-limits';

/**
 * One scan of the person's tasks by an index that starts with the owner. Folding is expensive and distinct spellings
 * are few, so spellings are counted first. An older task that has two spellings of one tag counts for both.
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

/** A person's tags, with the number of tasks for each. */
@Injectable()
export class TaskTagsService {
  constructor(private readonly dataSource: DataSource) {}

  async list(ownerId: string): Promise<TaskTagsDto> {
    return { items: await this.dataSource.query<TaskTagDto[]>(TAGS, [ownerId]) };
  }
}
