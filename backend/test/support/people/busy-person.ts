import { randomUUID } from 'node:crypto';
import { TASKS } from '../tasks/tasks';
import type { PatientVisitor } from './patient-visitor';
import type { Answer } from './visitor';

/** What somebody has been told about a task: what must be in the table, and nothing else. */
export interface KnownTask {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly completed: boolean;
  readonly deleted: boolean;
}

/** So many writes does one round take: a task that is completed in the end, and one that is deleted. */
export const WRITES_OF_A_ROUND = 5;

interface Observer {
  /** Is called before each round. */
  begins(): Promise<void>;
  /** Is called after each write that was acknowledged. */
  wrote(): void;
}

/** Somebody who writes one thing after another, each until it is acknowledged, and remembers every one. */
export class BusyPerson {
  readonly known = new Map<string, KnownTask>();

  constructor(
    readonly visitor: PatientVisitor,
    private readonly observer: Observer,
  ) {}

  async work(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      await this.observer.begins();
      const kept = await this.create(`kept ${round}`);
      await this.change(kept, '', { title: `changed ${round}` });
      await this.change(kept, '/complete', { completed: true });
      await this.remove(await this.create(`deleted ${round}`));
    }
  }

  private async create(title: string): Promise<string> {
    const answer = await this.visitor.persist('POST', TASKS, {
      body: { title },
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(answer).toMatchObject({ status: 201, body: { title, version: 1 } });
    const id = String(answer.body.id);
    this.remember({ id, title, version: 1, completed: false, deleted: false });
    return id;
  }

  private async change(id: string, suffix: string, body: Partial<KnownTask>): Promise<void> {
    const before = this.taskOf(id);
    const task = acknowledged(
      await this.visitor.persist('PATCH', `${TASKS}/${id}${suffix}`, { body, headers: versionOf(before) }),
    );
    const after = { ...before, ...body, version: before.version + 1 };
    expect(task).toMatchObject({ title: after.title, version: after.version, completed: after.completed });
    this.remember(after);
  }

  private async remove(id: string): Promise<void> {
    const before = this.taskOf(id);
    const { status } = await this.visitor.persist('DELETE', `${TASKS}/${id}`, { headers: versionOf(before) });
    // 404: an attempt before this one was done, and its answer lost.
    expect([204, 404]).toContain(status);
    this.remember({ ...before, version: before.version + 1, deleted: true });
  }

  private taskOf(id: string): KnownTask {
    const task = this.known.get(id);
    if (!task) {
      throw new Error(`Nobody has made ${id}`);
    }
    return task;
  }

  private remember(task: KnownTask): void {
    this.known.set(task.id, task);
    this.observer.wrote();
  }
}

const versionOf = ({ version }: KnownTask): Record<string, string> => ({ 'if-match': `"${version}"` });

/** The task after a change; 412 says that an attempt before this one was done, and its answer lost. */
function acknowledged({ status, body }: Answer): unknown {
  expect([200, 412]).toContain(status);
  return status === 412 ? body.current : body;
}
