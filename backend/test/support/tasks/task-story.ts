import type { TaskDto } from '../../../src/tasks/core/dto/task.dto';
import type { Visitor } from '../people/visitor';
import { comparable, type ModelTask, TaskModel } from './task-model';
import type { ChangingStep, Step } from './task-steps';
import { applyChange, changeTask, expectTask } from './task-story-change';
import { TASKS, UNKNOWN_ID, walkPages } from './tasks';

interface Person {
  readonly visitor: Visitor;
  readonly model: TaskModel;
  cursor?: string;
  /** What somebody knows who reads the changes and nothing else. */
  readonly followed: Map<string, object>;
}

/** Two people at work; every answer is compared to what a simple model says. */
export class TaskStory {
  private readonly people: Person[];
  private readonly ids = [UNKNOWN_ID];

  constructor(visitors: Visitor[]) {
    this.people = visitors.map((visitor) => ({ visitor, model: new TaskModel(), followed: new Map() }));
  }

  async take(step: Step): Promise<void> {
    const person = this.people[step.who]!;
    const id = this.ids[step.pick % this.ids.length]!;
    switch (step.action) {
      case 'create':
        return this.create(person, step);
      case 'external':
        return this.putExternal(person, step);
      case 'bulk':
        return this.bulk(person, step);
      case 'read':
        expectTask(await person.visitor.send('GET', `${TASKS}/${id}`), person.model.findLive(id));
        return;
      case 'list':
        return this.expectAll(await walkPages(person.visitor, { limit: '7' }), person.model.live());
      case 'trash':
        return this.expectTrash(person);
      case 'summary':
        return this.expectSummary(person);
      case 'changes':
        return this.follow(person);
      case 'update':
      case 'replace':
      case 'toggle':
      case 'complete':
      case 'delete':
      case 'restore':
      case 'purge':
        return changeTask(person.visitor, person.model, id, step as ChangingStep);
    }
  }

  /** In the end both know all of theirs, by whatever way. */
  async finish(): Promise<void> {
    for (const person of this.people) {
      await this.expectAll(await walkPages(person.visitor, { limit: '50' }), person.model.live());
      await this.expectTrash(person);
      await this.expectSummary(person);
      await this.follow(person);
    }
  }

  private async create({ visitor, model }: Person, { fields }: Step): Promise<void> {
    const body = { title: 'untitled', ...fields };
    const answer = await visitor.send<TaskDto>('POST', TASKS, { body });
    expect(answer.status).toBe(201);
    model.create(answer.body.id, body);
    this.ids.push(answer.body.id);
    expectTask(answer, model.findLive(answer.body.id), 201);
  }

  private async putExternal({ visitor, model }: Person, { pick, fields }: Step): Promise<void> {
    const externalId = `build-${pick % 5}`;
    const body = { title: 'untitled', ...fields };
    const known = model.ofExternal(externalId);
    const answer = await visitor.send<TaskDto>('PUT', `${TASKS}/external/ci/${externalId}`, { body });
    if (known) {
      model.putExternal(known, body);
    } else {
      model.create(answer.body.id, body, externalId);
      this.ids.push(answer.body.id);
    }
    expectTask(answer, model.ofExternal(externalId), known ? 200 : 201);
  }

  private async bulk({ visitor, model }: Person, { bulk, picks, fields }: Step): Promise<void> {
    const ids = [...new Set(picks.map((pick) => this.ids[pick % this.ids.length]!))];
    const changes = bulk === 'update' ? { changes: fields } : {};
    const body = { action: bulk, ids, ...changes };
    const answer = await visitor.send<{ results: { id: string; status: string; task?: TaskDto }[] }>(
      'POST',
      `${TASKS}/bulk`,
      { body },
    );
    expect({ body, status: answer.status }).toEqual({ body, status: 200 });
    const actions = {
      complete: 'complete',
      reopen: 'update',
      delete: 'delete',
      restore: 'restore',
      update: 'update',
    };
    const expected = ids.map((id) => {
      const task = bulk === 'restore' ? model.tasks.get(id) : model.findLive(id);
      if (task) {
        const step = {
          action: actions[bulk],
          fields: bulk === 'reopen' ? { completed: false } : fields,
        } as ChangingStep;
        applyChange(model, task, step);
      }
      return {
        id,
        status: task ? 'ok' : 'not_found',
        ...(task && bulk !== 'delete' && { task: comparable(task) }),
      };
    });
    const results = answer.body.results.map(({ id, status, task }) => ({
      id,
      status,
      ...(task && { task: comparable(task) }),
    }));
    expect({ bulk, results }).toEqual({ bulk, results: expected });
  }

  private async expectTrash({ visitor, model }: Person): Promise<void> {
    const { body } = await visitor.send<{ items: TaskDto[] }>('GET', `${TASKS}/trash?limit=200`);
    await this.expectAll(body.items, model.trash());
  }

  private async expectSummary({ visitor, model }: Person): Promise<void> {
    const { body } = await visitor.send('GET', `${TASKS}/summary?today=2026-11-21`);
    const open = model.live().filter(({ completed }) => !completed);
    expect(body).toMatchObject({
      open: open.length,
      completed: model.live().length - open.length,
      overdue: open.filter(({ dueDate }) => dueDate && dueDate < '2026-11-21').length,
      dueToday: open.filter(({ dueDate }) => dueDate === '2026-11-21').length,
    });
  }

  private async follow(person: Person): Promise<void> {
    for (let hasMore = true; hasMore;) {
      const since = person.cursor === undefined ? '' : `?since=${person.cursor}`;
      const { status, body } = await person.visitor.send<{
        items: TaskDto[];
        deleted: string[];
        nextCursor: string;
        hasMore: boolean;
      }>('GET', `${TASKS}/changes${since}`);
      expect(status).toBe(200);
      body.items.forEach((task) => person.followed.set(task.id, comparable(task)));
      body.deleted.forEach((id) => person.followed.delete(id));
      person.cursor = body.nextCursor;
      hasMore = body.hasMore;
    }
    expect(byId([...person.followed.values()])).toEqual(byId(person.model.live().map(comparable)));
  }

  private expectAll(found: TaskDto[], expected: ModelTask[]): Promise<void> {
    expect(byId(found.map(comparable))).toEqual(byId(expected.map(comparable)));
    return Promise.resolve();
  }
}

function byId(tasks: object[]): object[] {
  return (tasks as { id: string }[]).sort((one, other) => (one.id < other.id ? -1 : 1));
}
