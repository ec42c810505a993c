import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { insertTasks, listTasks } from '../support/tasks/tasks';

const LIST = { status: 'open', sort: 'title', priority: 'none,low', q: 'a', limit: '1' };

describe('A cursor', () => {
  let app: TestServer;
  let ada: Visitor;
  let cursor: string;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
    await insertTasks(app.database.owner, ada.userId, [{ title: 'a1' }, { title: 'a2' }, { title: 'a3' }]);
    cursor = (await listTasks(ada, LIST)).body.nextCursor ?? '';
  });

  afterAll(() => app.stop());

  const expectRefusal = async (query: Record<string, string>, visitor = ada) => {
    const answer = await visitor.send('GET', `/api/v1/tasks?${new URLSearchParams(query).toString()}`);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(answer.body.errors).toEqual([
      { pointer: '/cursor', code: 'INVALID', message: 'This is not a cursor of this list.' },
    ]);
  };

  /** The cursor with other contents: its mark is no secret, so anybody can make one. */
  const forge = (value: unknown, id: unknown = ada.userId, from = cursor) => {
    const [mark] = JSON.parse(Buffer.from(from, 'base64url').toString()) as unknown[];
    return Buffer.from(JSON.stringify([mark, value, id])).toString('base64url');
  };

  it('leads to the next page, also of another size', async () => {
    const next = await listTasks(ada, { ...LIST, limit: '200', cursor });
    expect(next.body.items.map(({ title }) => title)).toEqual(['a2', 'a3']);
  });

  it.each([
    ['another sort', { sort: '-title' }],
    ['another status', { status: 'all' }],
    ['other priorities', { priority: 'none' }],
    ['other words', { q: 'b' }],
    ['one filter more', { tag: 'home' }],
    ['a first day', { dueFrom: '2026-11-21' }],
    ['a last day', { dueTo: '2026-11-21' }],
  ])('is refused with %s', async (_name, change) => {
    await expectRefusal({ ...LIST, ...change, cursor });
  });

  it('is refused from another person, who learns nothing by it', async () => {
    const eve = app.visitor();
    await eve.register();
    await expectRefusal({ ...LIST, cursor }, eve);
    await expectRefusal({ ...LIST, cursor: 'garbage' }, eve);
  });

  it.each(['garbage', '0', 'null', 'W10', 'e30', '../../etc/passwd', '🥐', "' OR 1=1 --", '%00'])(
    'is refused when it is %j',
    async (garbage) => {
      await expectRefusal({ ...LIST, cursor: garbage });
    },
  );

  it('is refused with any letter of its mark exchanged, and never breaks the server', async () => {
    const markLength = 24;
    for (let index = 0; index < cursor.length; index += 1) {
      const letter = cursor[index] === 'A' ? 'B' : 'A';
      const tampered = cursor.slice(0, index) + letter + cursor.slice(index + 1);
      const { status } = await listTasks(ada, { ...LIST, cursor: tampered });
      // Behind the mark another letter may make another place in the person's own list.
      expect(index < markLength ? [400] : [200, 400]).toContain(status);
    }
  });

  it('is refused when it is longer or shorter', async () => {
    for (const other of [`${cursor}=`, `${cursor}AA`, ` ${cursor}`, cursor.slice(1), cursor.slice(0, -1)]) {
      await expectRefusal({ ...LIST, cursor: other });
    }
  });

  it.each([
    ['title', null],
    ['title', 7],
    ['title', 'a\0'],
    ['title', '\ud800'],
    ['title', 'a'.repeat(500)],
    ['createdAt', '0000-01-01T00:00:00.000Z'],
    ['-createdAt', '2026-02-30T00:00:00.000Z'],
    ['createdAt', 'infinity'],
    ['updatedAt', 'now'],
    ['dueDate', '2026-02-30'],
    ['dueDate', '-infinity'],
    ['-dueDate', 'infinity'],
    ['priority', 'urgent'],
  ])('by %s is refused when it points to %j', async (sort, value) => {
    const list = { sort, limit: '1' };
    const { nextCursor } = (await listTasks(ada, list)).body;
    await expectRefusal({ ...list, cursor: forge(value, ada.userId, nextCursor ?? '') });
  });

  it.each([null, 7, '', 'x', '00000000-0000-0000-0000-00000000000'])(
    'is refused when it points to the id %j',
    async (id) => {
      await expectRefusal({ ...LIST, cursor: forge('a1', id) });
    },
  );
});
