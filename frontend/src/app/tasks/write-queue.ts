import { Service, inject } from '@angular/core';
import { Session } from '../session/session';

/** Serialises the writes to each task, so that the last click wins. */
@Service({ autoProvided: false })
export class WriteQueue {
  private readonly session = inject(Session);
  private readonly waiting = new Map<string, { count: number; last: Promise<unknown> }>();

  /** Settles as `write` does, after all earlier writes to the same task. Rejects if another person has signed in. */
  add<T>(id: string, write: () => Promise<T>): Promise<T> {
    const { count, last } = this.waiting.get(id) ?? { count: 0, last: Promise.resolve() };
    const userId = this.session.user()?.id;
    const send = () => this.session.resumedBy(userId).then(write);
    const result = last.then(send, send).finally(() => this.done(id));
    this.waiting.set(id, { count: count + 1, last: result });
    return result;
  }

  isIdle(id: string): boolean {
    return !this.waiting.has(id);
  }

  private done(id: string): void {
    const queue = this.waiting.get(id);
    if (queue && queue.count > 1) {
      queue.count -= 1;
    } else {
      this.waiting.delete(id);
    }
  }
}
