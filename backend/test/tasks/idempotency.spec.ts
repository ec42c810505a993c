import { KEY_LOCKS } from '../../src/identity/idempotency/idempotency.service';
import { openTransaction } from '../support/database/open-transaction';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { persistently } from '../support/requests/persistently';
import { endCleanly, startReady } from '../support/servers/server-pair';
import { ownServer, type TestServer } from '../support/servers/test-server';
import { createTask, listTasks, readTask, TASKS } from '../support/tasks/tasks';

describe('A task made under an idempotency key', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await ownServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  const post = (visitor: Visitor, key: string, body: object = { title: 'Nightly build failed' }) =>
    visitor.send('POST', TASKS, { body, headers: { 'idempotency-key': key } });
  const titles = async (visitor: Visitor) => (await listTasks(visitor)).body.items.map(({ title }) => title);
  const keys = () =>
    app.database.owner.query<{ key: string }[]>('SELECT key FROM idempotency_keys WHERE owner_id = $1', [
      ada.userId,
    ]);
  const comparable = ({ status, headers, text }: Answer) => ({
    status,
    text,
    location: headers.get('location'),
    etag: headers.get('etag'),
  });

  it('is made once, and answered the same, byte for byte', async () => {
    const first = await post(ada, 'build-1');
    expect(comparable(first)).toMatchObject({ status: 201, etag: '"1"', location: expect.any(String) });
    expect(comparable(await post(ada, 'build-1'))).toEqual(comparable(first));
    expect(await titles(ada)).toHaveLength(1);
  });

  it('is answered as it was, whatever has become of it', async () => {
    const first = await post(ada, 'build-2');
    const path = `${TASKS}/${String(first.body.id)}`;
    await ada.send('PATCH', path, { body: { title: 'changed' } });
    expect(comparable(await post(ada, 'build-2'))).toEqual(comparable(first));
    await ada.send('DELETE', path);
    expect(comparable(await post(ada, 'build-2'))).toEqual(comparable(first));
    expect(await titles(ada)).toEqual([]);
  });

  it('is the same request with its members in another order', async () => {
    const first = await post(ada, 'order', { title: 'x', priority: 'high', tags: ['a', 'b'] });
    const again = await post(ada, 'order', { tags: ['a', 'b'], priority: 'high', title: 'x' });
    expect(comparable(again)).toEqual(comparable(first));
  });

  it.each<[string, object]>([
    ['title', { title: 'other' }],
    ['order of tags', { title: 'x', tags: ['b', 'a'] }],
    ['field more', { title: 'x', tags: ['a', 'b'], completed: false }],
  ])('is refused with another body under the same key: %s', async (_name, body) => {
    await post(ada, 'other', { title: 'x', tags: ['a', 'b'] });
    expectProblem(await post(ada, 'other', body), 422, 'IDEMPOTENCY_MISMATCH');
    expect(await titles(ada)).toEqual(['x']);
  });

  it('has nothing to do with the same key of anybody else', async () => {
    const eve = app.visitor();
    await eve.register();
    const [hers, theirs] = [await post(ada, 'same'), await post(eve, 'same', { title: 'of Eve' })];
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(hers.body.id);
    expect([await titles(ada), await titles(eve)]).toEqual([['Nightly build failed'], ['of Eve']]);
  });

  it('is made twice under two keys, and twice without one', async () => {
    await post(ada, 'one');
    await post(ada, 'two');
    await createTask(ada);
    await createTask(ada);
    expect(await titles(ada)).toHaveLength(4);
  });

  it('is one task when fifty requests come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(ada, 'storm')));
    const [first] = answers;
    expect(first?.status).toBe(201);
    expect(new Set(answers.map((answer) => JSON.stringify(comparable(answer)))).size).toBe(1);
    expect(await titles(ada)).toHaveLength(1);
    expect(first?.body).toEqual(await readTask(ada, String(first?.body.id)));
  });

  it('leaves neither a task nor a key when the one of them cannot be kept', async () => {
    const { owner } = app.database;
    await owner.query('ALTER TABLE idempotency_keys ADD CONSTRAINT broken CHECK (false) NOT VALID');
    expectProblem(await post(ada, 'broken'), 500, 'INTERNAL');
    expect([await titles(ada), await keys()]).toEqual([[], []]);
    await owner.query('ALTER TABLE idempotency_keys DROP CONSTRAINT broken');
    await owner.query('ALTER TABLE tasks ADD CONSTRAINT broken CHECK (false) NOT VALID');
    expectProblem(await post(ada, 'broken'), 500, 'INTERNAL');
    expect([await titles(ada), await keys()]).toEqual([[], []]);
    await owner.query('ALTER TABLE tasks DROP CONSTRAINT broken');
    expect((await post(ada, 'broken')).status).toBe(201);
    expect(await titles(ada)).toHaveLength(1);
  });

  it('keeps no key of a request that was refused', async () => {
    expectProblem(await post(ada, 'refused', { title: '' }), 400, 'VALIDATION_FAILED');
    expect((await post(ada, 'refused', { title: 'x' })).status).toBe(201);
  });

  it.each(['', ' ', 'two words', 'x'.repeat(256), 'späť', 'tab\there'])(
    'is refused under the key "%s"',
    async (key) => {
      const body = JSON.stringify({ title: 'x' });
      const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
      expectProblem(await ada.send('POST', TASKS, { body, headers }), 400, 'MALFORMED_REQUEST');
      expect(await titles(ada)).toEqual([]);
    },
  );

  it('can have any key of visible characters up to the longest', async () => {
    for (const key of ['!', '~', '"quoted"', `${'x'.repeat(255)}`]) {
      expect((await post(ada, key)).status).toBe(201);
    }
    expect(await keys()).toHaveLength(4);
  });

  it('is still being worked on when the first request takes too long', async () => {
    const first = await openTransaction(app.database);
    await first.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [KEY_LOCKS, `${ada.userId} slow`]);
    const hasty = await startReady({ ...app.database.environment, STATEMENT_TIMEOUT: '1s' });
    const there = Object.assign(ada.clone(), { url: hasty.url });
    const answer = await persistently(() => post(there, 'slow'));
    await endCleanly(hasty);
    expectProblem(answer, 409, 'IDEMPOTENCY_IN_FLIGHT');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(ada, 'another')).status).toBe(201);
    await first.commit();
    expect((await post(ada, 'slow')).status).toBe(201);
    expect(await titles(ada)).toHaveLength(2);
  });
});
