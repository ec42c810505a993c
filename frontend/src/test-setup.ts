import { BroadcastChannel } from 'node:worker_threads';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

/** jsdom lays nothing out, so nothing ever scrolls into view. */
class StillObserver {
  readonly observe = () => undefined;
  readonly disconnect = () => undefined;
}

/** It has no window of any size, and no pointer. */
const neverMatching = (): Partial<MediaQueryList> => ({
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
});

// jsdom has no channel either; Node's speaks between real contexts as the browser's does.
Object.assign(globalThis, {
  BroadcastChannel,
  IntersectionObserver: StillObserver,
  matchMedia: neverMatching,
});
Element.prototype.scrollIntoView = () => undefined;

afterEach(() => {
  localStorage.clear();
  for (const cookie of document.cookie.split('; ')) {
    document.cookie = `${cookie.split('=')[0]}=; Max-Age=0; Path=/`;
  }
});
