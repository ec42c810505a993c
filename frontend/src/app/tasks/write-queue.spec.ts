import { TestBed } from '@angular/core/testing';
import { aUser, anAuthResponse } from '../../testing/factories';
import { provideTestServer, signIn } from '../../testing/portal';
import { WriteQueue } from './write-queue';

describe('WriteQueue', () => {
  let queue: WriteQueue;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestServer(), WriteQueue] });
    queue = TestBed.inject(WriteQueue);
    await signIn();
  });

  it('sends the writes to one task in the order they were made', async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const writes = Promise.all([
      queue.add('a', () => first.promise.then(() => order.push('first'))),
      queue.add('a', () => Promise.resolve(order.push('second'))),
      queue.add('b', () => Promise.resolve(order.push('other task'))),
    ]);
    expect(queue.isIdle('a')).toBe(false);
    first.resolve();
    await writes;

    expect(order).toEqual(['other task', 'first', 'second']);
    expect(queue.isIdle('a')).toBe(true);
  });

  it('goes on after a write that failed', async () => {
    const failing = queue.add('a', () => Promise.reject(new Error('refused')));
    const next = queue.add('a', () => Promise.resolve('done'));

    await expect(failing).rejects.toThrow('refused');
    await expect(next).resolves.toBe('done');
    expect(queue.isIdle('a')).toBe(true);
  });

  it('sends nothing as somebody else than who wrote it', async () => {
    const first = Promise.withResolvers<void>();
    const write = jest.fn(() => Promise.resolve());
    const failing = queue.add('a', () => first.promise);
    const waiting = queue.add('a', write);
    await signIn(anAuthResponse({ user: aUser({ id: 'grace' }) }));
    first.reject(new Error('somebody else'));

    await expect(failing).rejects.toThrow('somebody else');
    await expect(waiting).rejects.toMatchObject({ code: 'SESSION_CHANGED' });
    expect(write).not.toHaveBeenCalled();
  });
});
