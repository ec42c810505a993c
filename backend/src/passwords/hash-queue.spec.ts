import { HashQueue } from './hash-queue';

describe('HashQueue', () => {
  it('runs a few jobs at a time and all of them in the end', async () => {
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
    expect(await Promise.all(Array.from({ length: 50 }, () => queue.run(job)))).toEqual(
      Array(50).fill('done'),
    );
    expect(most).toBeLessThanOrEqual(3);
  });

  it('refuses a job when too many wait, and takes jobs again afterwards', async () => {
    const queue = new HashQueue();
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => queue.run(() => new Promise(setImmediate))),
    );
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(97);
    expect(refused[0]).toMatchObject({ reason: { code: 'UNAVAILABLE', headers: { 'Retry-After': '5' } } });
    expect(await queue.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('goes on after jobs that fail', async () => {
    const queue = new HashQueue();
    const failures = Array.from({ length: 10 }, () => queue.run(() => Promise.reject(new Error('no'))));
    expect((await Promise.allSettled(failures)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await queue.run(() => Promise.resolve('next'))).toBe('next');
  });
});
