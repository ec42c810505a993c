import { availableParallelism } from 'node:os';
import type { Config } from '../config/config';
import { HashQueue } from './hash-queue';

const UNAVAILABLE = { code: 'UNAVAILABLE' };

const queueOfOneIn = (webConcurrency: number) => new HashQueue({ webConcurrency } as Config);

describe('HashQueue', () => {
  it('runs as many jobs at a time as there are processors, and all of them in the end', async () => {
    const queue = queueOfOneIn(1);
    let running = 0;
    let most = 0;
    const job = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return 'done';
    };
    const results = await Promise.all(Array.from({ length: queue.longest }, () => queue.run(job)));
    expect(results).toEqual(Array(queue.longest).fill('done'));
    expect(most).toBe(availableParallelism());
  });

  it('refuses a job when too many wait, and takes jobs again afterwards', async () => {
    const queue = queueOfOneIn(1);
    const gate = Promise.withResolvers<void>();
    const accepted = Array.from({ length: queue.concurrent + queue.longest }, () =>
      queue.run(() => gate.promise),
    );
    await expect(queue.run(() => gate.promise)).rejects.toMatchObject({
      ...UNAVAILABLE,
      headers: { 'Retry-After': '5' },
    });
    gate.resolve();
    await Promise.all(accepted);
    expect(await queue.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('goes on after jobs that fail', async () => {
    const queue = queueOfOneIn(1);
    const failures = Array.from({ length: 10 }, () => queue.run(() => Promise.reject(new Error('no'))));
    expect((await Promise.allSettled(failures)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await queue.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('leaves out a job that nobody waits for any more', async () => {
    const queue = queueOfOneIn(1);
    const gate = Promise.withResolvers<void>();
    const running = Array.from({ length: queue.concurrent }, () => queue.run(() => gate.promise));
    const done: string[] = [];
    const gone = new AbortController();
    const abandoned = queue.run(() => Promise.resolve(done.push('abandoned')), gone.signal);
    const next = queue.run(() => Promise.resolve(done.push('next')));
    gone.abort();
    gate.resolve();
    await expect(abandoned).rejects.toMatchObject(UNAVAILABLE);
    await Promise.all([...running, next]);
    expect(done).toEqual(['next']);
  });
});

describe('The queues of several processes', () => {
  it.each([1, 2, 3, 4, 8, 16])('of %d run no more jobs together than there are processors', (processes) => {
    const { concurrent } = queueOfOneIn(processes);
    expect(concurrent).toBeGreaterThanOrEqual(1);
    expect(concurrent * processes).toBeLessThanOrEqual(Math.max(processes, availableParallelism()));
  });
});
