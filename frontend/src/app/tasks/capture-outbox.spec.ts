import type { TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Board, dialog } from '../../testing/board';
import { aProblem, aTask } from '../../testing/factories';
import { MemoryDraftDatabase } from '../../testing/memory-draft-database';
import { button, click, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, loseConnection, refuse, settle } from '../../testing/portal';
import { DraftDatabase } from '../drafts/draft-database';
import { TaskCapture } from './task-capture';

const milk = aTask({ title: 'Buy milk' });

describe('Capturing a task', () => {
  let board: Board;

  let database: MemoryDraftDatabase;

  beforeEach(async () => {
    database = new MemoryDraftDatabase();
    TestBed.overrideProvider(DraftDatabase, { useValue: database });
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

  const capture = async (title = 'Water the plants') => {
    await fill(field(board.page, 'New task'), title);
    await submit(board.page);
  };

  const reload = async () => {
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await settle();
    TestBed.resetTestingModule();
    TestBed.overrideProvider(DraftDatabase, { useValue: database });
    board = await Board.openWith(milk);
  };

  const keysOf = (...requests: TestRequest[]) =>
    requests.map(({ request }) => request.headers.get('Idempotency-Key'));

  it('keeps what was written when saving fails, until it is tried again', async () => {
    await capture();
    loseConnection(await expectRequest('POST /tasks'));
    await settle();
    expect(board.page.textContent).toContain('1 task is not saved yet.');
    expect(board.titles).toContain('Water the plants');
    await click(button(board.page, 'Try again'));
    (await expectRequest('POST /tasks')).flush(aTask({ title: 'Water the plants' }));
    await settle();

    expect(board.page.textContent).not.toContain('not saved');
    expect(board.titles).toEqual(['Water the plants', 'Buy milk']);
  });

  it('tries again as the same write, and writes down the next one as another', async () => {
    await capture();
    const first = await expectRequest('POST /tasks');
    loseConnection(first);
    await settle();
    await click(button(board.page, 'Try again'));
    const second = await expectRequest('POST /tasks');
    second.flush(aTask({ title: 'Water the plants' }));
    await settle();
    await capture();
    const next = await expectRequest('POST /tasks');

    const [key, keyOfRetry, keyOfNext] = keysOf(first, second, next);
    expect(key).toMatch(/^\w+$/);
    expect(keyOfRetry).toBe(key);
    expect(keyOfNext).not.toBe(key);
  });

  it('is written down before the field is empty again', async () => {
    const written = jest.spyOn(Storage.prototype, 'setItem');
    const cleared = jest.spyOn(TaskCapture.prototype, 'clear');
    await capture();
    await expectRequest('POST /tasks');

    const entry = written.mock.calls.findIndex(([, value]) => value.includes('"title":"Water the plants"'));
    expect(written.mock.invocationCallOrder[entry]).toBeLessThan(cleared.mock.invocationCallOrder[0] ?? 0);
  });

  it('sends it again by itself, and at once when the connection returns', async () => {
    jest.useFakeTimers();
    await capture();
    loseConnection(await expectRequest('POST /tasks'));
    await settle();
    await jest.advanceTimersByTimeAsync(1_500);
    loseConnection(await expectRequest('POST /tasks'));
    await settle();
    dispatchEvent(new Event('online'));

    await expectRequest('POST /tasks');
    jest.useRealTimers();
  });

  it('waits for as long as the server says', async () => {
    jest.useFakeTimers();
    await capture();
    const problem = aProblem(429, 'RATE_LIMITED');
    const headers = { 'Retry-After': '30' };
    (await expectRequest('POST /tasks')).flush(problem, {
      status: 429,
      statusText: 'Too Many Requests',
      headers,
    });
    await settle();
    await jest.advanceTimersByTimeAsync(29_000);
    await expectNoRequest('POST /tasks');
    await jest.advanceTimersByTimeAsync(1_000);

    await expectRequest('POST /tasks');
    jest.useRealTimers();
  });

  it.each([401, 403, 502])('keeps it after the %s of a proxy', async (status) => {
    await capture();
    (await expectRequest('POST /tasks')).flush('<h1>No</h1>', { status, statusText: 'No' });
    await settle();

    expect(board.titles).toContain('Water the plants');
    expect(board.page.textContent).toContain('1 task is not saved yet.');
  });

  it('is there after a reload, and is sent as the same write', async () => {
    await capture();
    const first = await expectRequest('POST /tasks');
    loseConnection(first);
    await reload();
    expect(board.titles).toEqual(['Water the plants', 'Buy milk']);
    const second = await expectRequest('POST /tasks');

    const [key, keyAfterReload] = keysOf(first, second);
    expect(keyAfterReload).toBe(key);
  });

  it('is not there after a reload once it is saved', async () => {
    await capture();
    (await expectRequest('POST /tasks')).flush(aTask({ title: 'Water the plants' }));
    await reload();

    await expectNoRequest('POST /tasks');
    expect(board.titles).toEqual(['Buy milk']);
  });

  it('is sent one after the other, in the order of writing', async () => {
    await capture('one');
    await capture('two');
    const first = await expectRequest('POST /tasks');
    first.flush(aTask({ title: 'one' }));
    const second = await expectRequest('POST /tasks');

    expect([first, second].map(({ request }) => request.body as unknown)).toEqual([
      { title: 'one' },
      { title: 'two' },
    ]);
  });

  it('holds nothing up when the server refuses it, and waits for a decision', async () => {
    await capture('one');
    await capture('two');
    refuse(await expectRequest('POST /tasks'), 409, 'LIMIT_REACHED');
    (await expectRequest('POST /tasks')).flush(aTask({ title: 'two' }));
    await settle();
    expect(board.page.textContent).toContain('Not saved. There is no room for another one.');
    await click(button(board.page, 'Discard'));
    expect(dialog().textContent).toContain('“one” is not saved');
    await click(button(dialog(), 'Keep it'));
    expect(board.page.textContent).toContain('Not saved.');
    await click(button(board.page, 'Discard'));
    await click(button(dialog(), 'Discard'));
    await reload();

    await expectNoRequest('POST /tasks');
    expect(board.titles).toEqual(['Buy milk']);
  });

  it('asks before the page is left as long as it is not saved', async () => {
    const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(isAsked()).toBe(false);
    await capture();
    const request = await expectRequest('POST /tasks');
    expect(isAsked()).toBe(true);
    request.flush(aTask());
    await settle();

    expect(isAsked()).toBe(false);
  });

  it('stays in sight when another view could not be loaded', async () => {
    await capture();
    loseConnection(await expectRequest('POST /tasks'));
    await settle();
    await fill(field(board.page, 'Sort by'), 'dueDate');
    loseConnection(await expectRequest('GET /tasks'));
    await settle();

    expect(board.page.textContent).toContain('This view could not be loaded');
    expect(board.titles).toEqual(['Water the plants', 'Buy milk']);
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
