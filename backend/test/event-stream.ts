import type { TestApp } from './test-app';
import type { Visitor } from './visitor';

export interface TaskEvent {
  readonly cursor: string;
  readonly op: string;
  readonly id: string;
  readonly version: number | null;
}

/** A client that follows the changes of a person's tasks, as the portal does. */
export class EventStream {
  readonly events: TaskEvent[] = [];
  comments = 0;
  isOpen = true;
  /** Resolves when the server ends the stream. */
  readonly end: Promise<void>;
  private waiting: (() => void)[] = [];

  private constructor(
    readonly response: Response,
    private readonly controller: AbortController,
  ) {
    this.end = this.read().finally(() => {
      this.isOpen = false;
      this.notice();
    });
  }

  static async open(
    url: TestApp['url'],
    person: Pick<Visitor, 'accessToken'>,
    headers: Record<string, string> = {},
  ): Promise<EventStream> {
    const controller = new AbortController();
    const response = await fetch(`${url}/api/v1/tasks/events`, {
      headers: { authorization: `Bearer ${person.accessToken ?? ''}`, ...headers },
      signal: controller.signal,
    });
    return new EventStream(response, controller);
  }

  /** Resolves when so many events have come; rejects when the stream ends before. */
  async untilEvents(count: number): Promise<TaskEvent[]> {
    while (this.events.length < count) {
      if (!this.isOpen) {
        throw new Error(`The stream ended after ${this.events.length} events`);
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.events;
  }

  async close(): Promise<void> {
    this.controller.abort();
    await this.end.catch(() => undefined);
  }

  private async read(): Promise<void> {
    let text = '';
    for await (const chunk of this.response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach((block) => this.take(block));
      this.notice();
    }
  }

  private take(block: string): void {
    const [, cursor, data] = /^id: (.+)\ndata: (.+)$/.exec(block) ?? [];
    if (cursor && data) {
      this.events.push({ cursor, ...(JSON.parse(data) as Omit<TaskEvent, 'cursor'>) });
    } else if (block.startsWith(':')) {
      this.comments += 1;
    }
  }

  private notice(): void {
    this.waiting.splice(0).forEach((resolve) => resolve());
  }
}
