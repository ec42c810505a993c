import type { TaskDto } from '../../../src/tasks/core/dto/task.dto';
import type { Answer, Visitor } from '../people/visitor';
import { comparable, type ModelTask, type TaskModel } from './task-model';
import type { ChangingStep } from './task-steps';
import { TASKS } from './tasks';

/** Changes one task, of whomever it is, and compares the answer to what the model says. */
export async function changeTask(
  visitor: Visitor,
  model: TaskModel,
  id: string,
  step: ChangingStep,
): Promise<void> {
  const { action, fields, whole, stale } = step;
  const task = action === 'restore' || action === 'purge' ? model.tasks.get(id) : model.findLive(id);
  const isConditional = stale && action !== 'restore' && action !== 'purge';
  const headers: Record<string, string> = isConditional
    ? { 'if-match': `"${(task?.version ?? 1) + 1}"` }
    : {};
  const send = (method: string, suffix = '', body?: object) =>
    visitor.send<TaskDto>(method, `${TASKS}/${id}${suffix}`, { body, headers });
  const answers = {
    update: () => send('PATCH', '', fields),
    replace: () => send('PUT', '', whole),
    toggle: () => send('PATCH', '/complete'),
    complete: () => send('PATCH', '/complete', { completed: true }),
    delete: () => send('DELETE'),
    restore: () => send('POST', '/restore'),
    purge: () => visitor.send<TaskDto>('DELETE', `${TASKS}/trash/${id}`),
  };
  const answer = await answers[action]();
  if (task && isConditional) {
    expect({ action, status: answer.status }).toEqual({ action, status: 412 });
    return;
  }
  if (task && (action !== 'purge' || task.inTrash)) {
    applyChange(model, task, step);
  }
  if (action === 'delete' || action === 'purge') {
    const isThere = action === 'purge' ? task?.inTrash : task;
    expect({ action, status: answer.status }).toEqual({ action, status: isThere ? 204 : 404 });
  } else {
    expectTask(answer, task);
  }
}

/** What a change makes of a task that it may change. */
export function applyChange(
  model: TaskModel,
  task: ModelTask,
  { action, fields, whole }: ChangingStep,
): void {
  switch (action) {
    case 'update':
      return model.change(task, fields);
    case 'replace':
      return model.change(task, whole);
    case 'toggle':
      return model.change(task, { completed: !task.completed });
    case 'complete':
      return model.change(task, { completed: true });
    case 'delete':
      return model.change(task, { inTrash: true });
    case 'restore':
      return task.inTrash ? model.change(task, { inTrash: false }) : undefined;
    case 'purge':
      model.tasks.delete(task.id);
  }
}

/** The answer about one task; 404 where the model knows none. */
export function expectTask(answer: Answer<object>, task: ModelTask | undefined, status = 200): void {
  const { body } = answer as Answer<TaskDto>;
  expect({ status: answer.status, task: task && comparable(body) }).toEqual({
    status: task ? status : 404,
    task: task && comparable(task),
  });
}
