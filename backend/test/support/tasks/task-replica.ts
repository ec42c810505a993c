import type { TaskChangesDto } from '../../../src/tasks/changes/dto/task-changes.dto';
import type { TaskDto } from '../../../src/tasks/core/dto/task.dto';
import type { Answer, Visitor } from '../people/visitor';
import { TASKS } from './tasks';

export const CHANGES = `${TASKS}/changes`;

export function listChanges(
  visitor: Visitor,
  query: Record<string, string> = {},
): Promise<Answer<TaskChangesDto>> {
  return visitor.send<TaskChangesDto>('GET', `${CHANGES}?${new URLSearchParams(query).toString()}`);
}

/** A copy of somebody's tasks that is kept up to date by the changes, as an integrator would. */
export class TaskReplica {
  readonly tasks = new Map<string, TaskDto>();
  /** Every id that was named as deleted, in order. */
  readonly deleted: string[] = [];
  cursor: string | undefined;

  constructor(
    private readonly visitor: Visitor,
    private readonly limit = 200,
  ) {}

  /** One page. */
  async step(): Promise<TaskChangesDto> {
    const query = { limit: String(this.limit), ...(this.cursor && { since: this.cursor }) };
    const { status, body } = await listChanges(this.visitor, query);
    expect(status).toBe(200);
    expect(body.items.length + body.deleted.length).toBeLessThanOrEqual(this.limit);
    body.items.forEach((task) => this.tasks.set(task.id, task));
    body.deleted.forEach((id) => this.tasks.delete(id));
    this.deleted.push(...body.deleted);
    this.cursor = body.nextCursor;
    return body;
  }

  /** Page by page until there is nothing more. */
  async catchUp(betweenPages: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    while ((await this.step()).hasMore) {
      await betweenPages();
    }
  }
}
