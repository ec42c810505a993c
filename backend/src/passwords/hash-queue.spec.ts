import { CONCURRENT, HashQueue, LONGEST_QUEUE } from './hash-queue';

const UNAVAILABLE = { code: 'UNAVAILABLE' };

describe('HashQueue', () => {
  it('runs as many jobs at a time as there are processors, and all of them in the end', async () => {
    const queue = new HashQueue();
    let running = 0;
    let most = 0;
    const job = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return 'done';
    };
    const results = await Promise.all(Array.from({ length: LONGEST_QUEUE }, () => queue.run(job)));
    expect(results).toEqual(Array(LONGEST_QUEUE).fill('done'));
    expect(most).toBe(CONCURRENT);
  });

  it('refuses a job when too many wait, and takes jobs again afterwards', async () => {
    const queue = new HashQueue();
    const gate = Promise.withResolvers<void>();
    const accepted = Array.from({ length: CONCURRENT + LONGEST_QUEUE }, () => queue.run(() => gate.promise));
    await expect(queue.run(() => gate.promise)).rejects.toMatchObject({
      ...UNAVAILABLE,
      headers: { 'Retry-After': '5' },
    });
    gate.resolve();
    await Promise.all(accepted);
    expect(await queue.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('goes on after jobs that fail', async () => {
    const queue = new HashQueue();
    const failures = Array.from({ length: 10 }, () => queue.run(() => Promise.reject(new Error('no'))));
    expect((await Promise.allSettled(failures)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await queue.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('leaves out a job that nobody waits for any more', async () => {
    const queue = new HashQueue();
    const gate = Promise.withResolvers<void>();
    const running = Array.from({ length: CONCURRENT }, () => queue.run(() => gate.promise));
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
