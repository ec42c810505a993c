import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PRIORITIES } from './task.entity';
import type { TaskSummaryDto } from './dto/task-summary.dto';

const COUNT_OPEN = 'count(*) FILTER (WHERE completed_at IS NULL';
const BY_PRIORITY = PRIORITIES.map((each) => `'${each}', ${COUNT_OPEN} AND priority = '${each}')`).join(', ');

/** One scan of the person's entries in the index `tasks_by_priority`, which covers all counted columns. */
const SUMMARY = `
  SELECT ${COUNT_OPEN})::integer AS "open",
         count(completed_at)::integer AS "completed",
         ${COUNT_OPEN} AND due_date < $2)::integer AS "overdue",
         ${COUNT_OPEN} AND due_date = $2)::integer AS "dueToday",
         json_build_object(${BY_PRIORITY}) AS "byPriority"
  FROM tasks
  WHERE owner_id = $1 AND deleted_at IS NULL`;

/** Counts a person's tasks by kind. */
@Injectable()
export class TaskSummaryService {
  constructor(private readonly dataSource: DataSource) {}

  /** @param today the person's calendar date, `YYYY-MM-DD`. */
  async summarise(ownerId: string, today: string): Promise<TaskSummaryDto> {
    const [summary] = await this.dataSource.query<[TaskSummaryDto]>(SUMMARY, [ownerId, today]);
    return summary;
  }
}
