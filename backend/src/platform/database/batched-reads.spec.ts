import { BatchedReads } from './batched-reads';

describe('Batched reads', () => {
  let asked: string[][];
  let reads: BatchedReads<{ id: string }>;

  beforeEach(() => {
    asked = [];
    reads = new BatchedReads((ids) => {
      asked.push(ids);
      return ids.includes('broken')
        ? Promise.reject(new Error('away'))
        : Promise.resolve(ids.filter((id) => id !== 'unknown').map((id) => ({ id })));
    });
  });

  it('asks once for all that come together, and gives each its own row', async () => {
    const rows = await Promise.all(['one', 'unknown', 'two', 'one'].map((id) => reads.read(id)));
    expect(rows).toEqual([{ id: 'one' }, undefined, { id: 'two' }, { id: 'one' }]);
    expect(asked).toEqual([['one', 'unknown', 'two']]);
  });

  it('asks again for what comes while it reads: no answer is older than its question', async () => {
    const first = reads.read('one');
    await new Promise(setImmediate);
    await Promise.all([first, reads.read('one')]);
    expect(asked).toEqual([['one'], ['one']]);
  });

  it('fails for all who asked, and works again afterwards', async () => {
    const failed = await Promise.allSettled([reads.read('one'), reads.read('broken')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await reads.read('one')).toEqual({ id: 'one' });
  });
});
