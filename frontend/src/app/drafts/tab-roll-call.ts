import { DestroyRef, Service, inject } from '@angular/core';

/** Milliseconds for the other tabs to answer. */
const PATIENCE = 250;

interface Message {
  readonly type: 'who-is-there' | 'here';
  /** The sender's name; in a question, if it has one yet. */
  readonly name?: string;
}

/** Asks the other tabs for their names by broadcast, for browsers without Web Locks: on http pages. */
@Service()
export class TabRollCall {
  private readonly channel = new BroadcastChannel('taskward-tabs');
  private nameOfThisTab?: () => string;
  private pending?: Promise<ReadonlySet<string>>;

  constructor() {
    this.listen((message) => {
      if (message.type === 'who-is-there' && this.nameOfThisTab) {
        this.tell('here');
      }
    });
    inject(DestroyRef).onDestroy(() => this.channel.close());
  }

  /** Starts answering other tabs. */
  answerAs(name: () => string): void {
    this.nameOfThisTab = name;
  }

  /** Names of the tabs that answered in time. Concurrent callers share one query. */
  others(): Promise<ReadonlySet<string>> {
    this.pending ??= this.ask().finally(() => (this.pending = undefined));
    return this.pending;
  }

  /** Tabs that open after the question announce themselves with their own. */
  private ask(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    const stop = this.listen(({ name }) => {
      if (name !== undefined) {
        names.add(name);
      }
    });
    this.tell('who-is-there');
    return new Promise((resolve) => {
      setTimeout(() => {
        stop();
        resolve(names);
      }, PATIENCE);
    });
  }

  private tell(type: Message['type']): void {
    this.channel.postMessage({ type, name: this.nameOfThisTab?.() } satisfies Message);
  }

  /** Returns a function that stops listening. */
  private listen(hear: (message: Message) => void): () => void {
    const listener = ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data)) {
        hear(data);
      }
    };
    this.channel.addEventListener('message', listener);
    return () => this.channel.removeEventListener('message', listener);
  }
}

function isMessage(data: unknown): data is Message {
  const { type, name } = (data ?? {}) as Partial<Record<'type' | 'name', unknown>>;
  const isNamed = typeof name === 'string';
  return (type === 'here' && isNamed) || (type === 'who-is-there' && (isNamed || name === undefined));
}
