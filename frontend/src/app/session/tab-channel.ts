import { DestroyRef, Service, inject } from '@angular/core';

/** Messages between tabs. Never a token: each tab asks the server for its own. */
export interface TabMessage {
  readonly type: 'signed-in' | 'signed-out';
  readonly userId: string;
}

@Service()
export class TabChannel {
  private readonly channel = new BroadcastChannel('taskward-session');

  constructor() {
    inject(DestroyRef).onDestroy(() => this.channel.close());
  }

  tell(message: TabMessage): void {
    this.channel.postMessage(message);
  }

  listen(hear: (message: TabMessage) => void): void {
    this.channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isTabMessage(data)) {
        hear(data);
      }
    });
  }
}

function isTabMessage(data: unknown): data is TabMessage {
  if (typeof data !== 'object' || data === null) {
    return false;
  }
  const { type, userId } = data as Partial<Record<keyof TabMessage, unknown>>;
  return (type === 'signed-in' || type === 'signed-out') && typeof userId === 'string';
}
