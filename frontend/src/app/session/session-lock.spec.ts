import { locks } from 'node:worker_threads';
import { withSessionLock } from './session-lock';

describe('withSessionLock', () => {
  beforeEach(() => {
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
  });

  afterEach(() => {
    jest.useRealTimers();
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
  });

  it('lets one after the other do its work', async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const started = withSessionLock(async () => {
      order.push('first begins');
      await first.promise;
      order.push('first ends');
    });
    const waiting = withSessionLock(async () => {
      order.push('second');
      return Promise.resolve();
    });
    first.resolve();
    await Promise.all([started, waiting]);

    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });

  it('goes on after 8 s, whoever holds the lock', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const hanging = Promise.withResolvers<void>();
    const holder = withSessionLock(() => hanging.promise);
    const action = jest.fn(() => Promise.resolve('done'));
    const result = withSessionLock(action);

    await jest.advanceTimersByTimeAsync(7_999);
    expect(action).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);

    await expect(result).resolves.toBe('done');
    hanging.resolve();
    await holder;
  });

  it('hands on what the work rejects with, and does it once', async () => {
    const action = jest.fn(() => Promise.reject(new Error('refused')));

    await expect(withSessionLock(action)).rejects.toThrow('refused');
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('works where the browser has no locks', async () => {
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });

    await expect(withSessionLock(() => Promise.resolve('done'))).resolves.toBe('done');
  });
});
