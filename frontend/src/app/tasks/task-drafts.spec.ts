import { aTask } from '../../testing/factories';
import { Board } from '../../testing/board';
import { button, click, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, loseConnection, settle } from '../../testing/portal';

const milk = aTask({ title: 'Buy milk' });

describe('Capturing a task', () => {
  let board: Board;

  beforeEach(async () => {
    board = await Board.openWith(milk);
  });

  it('shows it at once, and above the others', async () => {
    await fill(field(board.page, 'New task'), '  Water the plants ');
    await submit(board.page);
    expect(board.titles).toEqual(['Water the plants', 'Buy milk']);
    const create = await expectRequest('POST /tasks');
    create.flush(aTask({ title: 'Water the plants' }));
    await settle();

    expect(create.request.body).toEqual({ title: 'Water the plants' });
    expect(board.titles).toEqual(['Water the plants', 'Buy milk']);
    expect(field(board.page, 'New task').value).toBe('');
  });

  it('adds one task however often one clicks', async () => {
    await fill(field(board.page, 'New task'), 'Water the plants');
    await submit(board.page);
    await submit(board.page);

    await expectRequest('POST /tasks');
  });

  it('keeps what was written when saving fails, until it is tried again', async () => {
    await fill(field(board.page, 'New task'), 'Water the plants');
    await submit(board.page);
    loseConnection(await expectRequest('POST /tasks'));
    await settle();
    expect(board.page.textContent).toContain('Not saved.');
    expect(board.titles).toContain('Water the plants');
    await click(button(board.page, 'Try again'));
    (await expectRequest('POST /tasks')).flush(aTask({ title: 'Water the plants' }));
    await settle();

    expect(board.page.textContent).not.toContain('Not saved.');
    expect(board.titles).toEqual(['Water the plants', 'Buy milk']);
  });

  it('tries again as the same write, and writes down the next one as another', async () => {
    const capture = async () => {
      await fill(field(board.page, 'New task'), 'Water the plants');
      await submit(board.page);
      return expectRequest('POST /tasks');
    };
    const first = await capture();
    loseConnection(first);
    await settle();
    await click(button(board.page, 'Try again'));
    const second = await expectRequest('POST /tasks');
    second.flush(aTask({ title: 'Water the plants' }));
    await settle();
    const next = await capture();

    const [key, keyOfRetry, keyOfNext] = [first, second, next].map(({ request }) =>
      request.headers.get('Idempotency-Key'),
    );
    expect(key).toMatch(/^\w+$/);
    expect(keyOfRetry).toBe(key);
    expect(keyOfNext).not.toBe(key);
  });

  it('does not send a title that is too long, nor an empty one', async () => {
    await submit(board.page);
    await fill(field(board.page, 'New task'), 'x'.repeat(201));
    await submit(board.page);

    await expectNoRequest('POST /tasks');
    expect(board.page.textContent).toContain('at most 200 characters');
    expect(field(board.page, 'New task').value).toHaveLength(201);
  });
});
