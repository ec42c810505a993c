import { BatchedReads, BatchedStatements } from './batched-statements';

interface Question {
  readonly id: string;
  readonly note: string;
}

describe('Batched statements', () => {
  let asked: string[][];
  let statements: BatchedStatements<Question, string>;

  beforeEach(() => {
    asked = [];
    statements = new BatchedStatements(
      ({ id }) => id,
      (questions) => {
        asked.push(questions.map(({ note }) => note));
        return questions.some(({ id }) => id === 'broken')
          ? Promise.reject(new Error('away'))
          : Promise.resolve(new Map(questions.map(({ id, note }) => [id, `answer to ${note}`])));
      },
    );
  });

  it('ask once for all that come together, and the same question once', async () => {
    const questions = [
      { id: 'one', note: 'first' },
      { id: 'two', note: 'second' },
      { id: 'one', note: 'third' },
    ];
    const answers = await Promise.all(questions.map((question) => statements.ask(question)));
    expect(answers).toEqual(['answer to first', 'answer to second', 'answer to first']);
    expect(asked).toEqual([['first', 'second']]);
  });

  it('fail for all who asked, and work again afterwards', async () => {
    const questions = ['one', 'broken'].map((id) => ({ id, note: id }));
    const failed = await Promise.allSettled(questions.map((question) => statements.ask(question)));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await statements.ask({ id: 'one', note: 'again' })).toBe('answer to again');
  });
});

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
