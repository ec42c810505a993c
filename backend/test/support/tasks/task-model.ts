import type { TaskDto } from '../../../src/tasks/core/dto/task.dto';

export type Fields = Pick<TaskDto, 'title' | 'description' | 'completed' | 'priority' | 'dueDate' | 'tags'>;

/** What is known of a task without a clock. */
export interface ModelTask extends Fields {
  readonly id: string;
  version: number;
  inTrash: boolean;
  externalId?: string;
}

const FRESH: Omit<Fields, 'title'> = {
  description: null,
  completed: false,
  priority: 'none',
  dueDate: null,
  tags: [],
};

/** One person's tasks as a child would keep them: a list that every request changes as its documentation says. */
export class TaskModel {
  readonly tasks = new Map<string, ModelTask>();

  live(): ModelTask[] {
    return [...this.tasks.values()].filter(({ inTrash }) => !inTrash);
  }

  trash(): ModelTask[] {
    return [...this.tasks.values()].filter(({ inTrash }) => inTrash);
  }

  findLive(id: string): ModelTask | undefined {
    const task = this.tasks.get(id);
    return task?.inTrash ? undefined : task;
  }

  create(id: string, fields: Partial<Fields>, externalId?: string): void {
    const task = { ...FRESH, title: '', ...fields, id, version: 1, inTrash: false, externalId };
    this.tasks.set(id, task);
  }

  /** Whatever is given counts as a change, also when it is what was there; nothing given is none. */
  change(task: ModelTask, fields: Partial<Fields & { inTrash: boolean }>): void {
    if (Object.keys(fields).length > 0) {
      Object.assign(task, fields);
      task.version += 1;
    }
  }

  /** A pipeline that says again what is so already changes nothing. */
  putExternal(task: ModelTask, fields: Partial<Fields>): void {
    const differs = Object.entries(fields).some(
      ([name, value]) => JSON.stringify(task[name as keyof Fields]) !== JSON.stringify(value),
    );
    if (task.inTrash || differs) {
      this.change(task, { ...fields, inTrash: false });
    }
  }

  ofExternal(externalId: string): ModelTask | undefined {
    return [...this.tasks.values()].find((task) => task.externalId === externalId);
  }
}

/** A task of an answer, as far as the model knows it. */
export function comparable({
  id,
  title,
  description,
  completed,
  priority,
  dueDate,
  tags,
  version,
}: TaskDto | ModelTask): object {
  return { id, title, description, completed, priority, dueDate, tags, version };
}
