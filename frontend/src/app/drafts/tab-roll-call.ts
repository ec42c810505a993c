import { DestroyRef, Service, inject } from '@angular/core';

/** How long the other tabs may take to answer. */
const PATIENCE = 250;

type Message = { readonly type: 'who-is-there' } | { readonly type: 'here'; readonly name: string };

/** Asks the other tabs for their names, for browsers that have no locks: those of pages that came by http. */
@Service()
export class TabRollCall {
  private readonly channel = new BroadcastChannel('taskward-tabs');
  private nameOfThisTab?: () => string;

  constructor() {
    this.listen((message) => {
      if (message.type === 'who-is-there' && this.nameOfThisTab) {
        this.tell({ type: 'here', name: this.nameOfThisTab() });
      }
    });
    inject(DestroyRef).onDestroy(() => this.channel.close());
  }

  /** Answers the others from now on. */
  answerAs(name: () => string): void {
    this.nameOfThisTab = name;
  }

  /** Names of the tabs that have answered in time. */
  others(): Promise<Set<string>> {
    const names = new Set<string>();
    const stop = this.listen((message) => {
      if (message.type === 'here') {
        names.add(message.name);
      }
    });
    this.tell({ type: 'who-is-there' });
    return new Promise((resolve) => {
      setTimeout(() => {
        stop();
        resolve(names);
      }, PATIENCE);
    });
  }

  private tell(message: Message): void {
    this.channel.postMessage(message);
  }

  /** Returns how to stop. */
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
  return type === 'who-is-there' || (type === 'here' && typeof name === 'string');
}
