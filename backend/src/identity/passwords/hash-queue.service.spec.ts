import { availableParallelism } from 'node:os';
import type { Config } from '../../platform/config/config';
import { HashQueueService } from './hash-queue.service';
import type { Requester } from './requester';

const UNAVAILABLE = { code: 'UNAVAILABLE' };
const TOO_MANY = { ...UNAVAILABLE, headers: { 'Retry-After': '5' } };

const queueOfOneIn = (webConcurrency: number) => new HashQueueService({ webConcurrency } as Config);

const stranger = (source: string, account = source): Requester => ({ known: false, source, account });
const known = (source: string, account = source): Requester => ({ known: true, source, account });
const ADA = stranger('ada');

describe('HashQueueService', () => {
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
    const results = await Promise.all(Array.from({ length: queue.longest }, () => queue.enqueue(job, ADA)));
    expect(results).toEqual(Array(queue.longest).fill('done'));
    expect(most).toBe(availableParallelism());
  });

  it('goes on after jobs that fail', async () => {
    const queue = queueOfOneIn(1);
    const failures = Array.from({ length: 10 }, () =>
      queue.enqueue(() => Promise.reject(new Error('no')), ADA),
    );
    expect((await Promise.allSettled(failures)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await queue.enqueue(() => Promise.resolve('next'), ADA)).toBe('next');
    expect([queue.running, queue.length]).toEqual([0, 0]);
  });
});

describe('The queue of one processor that is busy', () => {
  let queue: HashQueueService;
  let gate: PromiseWithResolvers<void>;
  /** The names of the jobs that were begun. */
  let begun: string[];

  beforeEach(() => {
    queue = queueOfOneIn(availableParallelism());
    gate = Promise.withResolvers();
    begun = [];
    void queue.enqueue(() => gate.promise, ADA);
  });

  const enter = (name: string, requester: Requester): Promise<unknown> => {
    const job = queue.enqueue(() => Promise.resolve(begun.push(name)), requester);
    // Some are refused before the test looks at them.
    job.catch(() => undefined);
    return job;
  };
  const fill = (count: number, requesterOf: (index: number) => Requester): Promise<unknown>[] =>
    Array.from({ length: count }, (_, index) => enter(`${index}`, requesterOf(index)));
  /** Lets everybody have their turn. */
  const finish = async (jobs: Promise<unknown>[]): Promise<void> => {
    gate.resolve();
    await Promise.allSettled(jobs);
  };
  const countRefused = async (jobs: Promise<unknown>[]): Promise<number> => {
    const results = await Promise.allSettled(jobs);
    return results.filter(({ status }) => status === 'rejected').length;
  };

  it.each<[string, (index: number) => Requester]>([
    ['one account from many sources', (index) => stranger(`${index}`, 'eve')],
    ['one source with many e-mails', (index) => stranger('eve', `${index}`)],
    ['one source with many accounts that know it', (index) => known('eve', `${index}`)],
    ['many browsers of one account', (index) => known(`${index}`, 'eve')],
    ['one session', () => known('eve')],
  ])('lets others have the next turn but one when it is full of %s', async (_name, floodOf) => {
    const flood = fill(queue.longest, floodOf);
    const others = [enter('stranger', stranger('bob')), enter('known', known('bob'))];
    expect(queue.length).toBe(queue.longest);
    await finish([...flood, ...others]);
    expect(begun.slice(0, 4)).toEqual(expect.arrayContaining(['stranger', 'known']));
    expect(await countRefused(others)).toBe(0);
    expect(await countRefused(flood)).toBe(2);
    await expect(flood.at(-1)).rejects.toMatchObject(TOO_MANY);
    await expect(flood.at(-2)).rejects.toMatchObject(TOO_MANY);
  });

  it('refuses whoever takes most when it is full, and takes jobs again afterwards', async () => {
    const flood = fill(queue.longest, () => stranger('eve'));
    await expect(enter('one more', stranger('eve'))).rejects.toMatchObject(TOO_MANY);
    await finish(flood);
    expect(begun).toHaveLength(queue.longest);
    await enter('next', stranger('eve'));
    expect(begun.at(-1)).toBe('next');
  });

  it('refuses the newcomer when nobody takes more than another', async () => {
    const crowd = fill(queue.longest, (index) => stranger(`${index}`));
    await expect(enter('one more', stranger('one more'))).rejects.toMatchObject(TOO_MANY);
    await finish(crowd);
  });

  it('gives strangers and those who are known every other turn, whoever is more', async () => {
    const jobs = [
      ...fill(6, (index) => stranger(`${index}`)),
      ...['a', 'b', 'c'].map((name) => enter(name, known(name))),
    ];
    await finish(jobs);
    expect(begun.join('')).toBe('a0b1c2345');
  });

  it('keeps places for those who are known when strangers from everywhere fill it, and the other way round', async () => {
    const crowd = fill(queue.longest, (index) => stranger(`${index}`));
    const people = Array.from({ length: queue.longest }, (_, index) => enter(`k${index}`, known(`${index}`)));
    expect(queue.length).toBe(queue.longest);
    await finish([...crowd, ...people]);
    expect([await countRefused(crowd), await countRefused(people)]).toEqual(Array(2).fill(queue.longest / 2));
  });

  it('leaves out at once a job that nobody waits for any more', async () => {
    const gone = new AbortController();
    const abandoned = enter('abandoned', { ...ADA, gone: gone.signal });
    const next = enter('next', ADA);
    expect(queue.length).toBe(2);
    gone.abort();
    expect(queue.length).toBe(1);
    await expect(abandoned).rejects.toMatchObject(UNAVAILABLE);
    await expect(enter('late', { ...ADA, gone: gone.signal })).rejects.toMatchObject(UNAVAILABLE);
    await finish([next]);
    expect(begun).toEqual(['next']);
  });

  it('does not mind who goes when their job was done or refused', async () => {
    const gone = new AbortController();
    const jobs = fill(queue.longest + 1, () => ({ ...ADA, gone: gone.signal }));
    await finish(jobs);
    gone.abort();
    expect(await countRefused(jobs)).toBe(1);
    expect([queue.running, queue.length]).toEqual([0, 0]);
  });
});

describe('The queues of several processes', () => {
  it.each([1, 2, 3, 4, 8, 16])('of %d run no more jobs together than there are processors', (processes) => {
    const { concurrent } = queueOfOneIn(processes);
    expect(concurrent).toBeGreaterThanOrEqual(1);
    expect(concurrent * processes).toBeLessThanOrEqual(Math.max(processes, availableParallelism()));
  });
});
