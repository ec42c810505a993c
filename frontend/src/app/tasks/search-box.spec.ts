import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Board } from '../../testing/board';
import { field, fill, press } from '../../testing/page';
import { expectNoRequest, expectRequest, settle } from '../../testing/portal';

describe('SearchBox', () => {
  let board: Board;

  const type = (text: string) => fill(field(board.page, 'Search tasks'), text);
  const searched = async () => (await expectRequest('GET /tasks')).request.params.get('q');

  beforeEach(async () => {
    jest.useFakeTimers();
    board = await Board.openWith();
  });

  afterEach(() => jest.useRealTimers());

  it('searches once the fingers rest', async () => {
    await type('mi');
    await jest.advanceTimersByTimeAsync(249);
    await type('milk');
    await jest.advanceTimersByTimeAsync(249);
    await expectNoRequest('GET /tasks');
    await jest.advanceTimersByTimeAsync(1);

    expect(await searched()).toBe('milk');
  });

  it('searches at once on Enter', async () => {
    await type('milk');
    await press('Enter');

    expect(await searched()).toBe('milk');
  });

  it('never takes back what is being typed', async () => {
    await type('milk');
    await jest.advanceTimersByTimeAsync(250);
    await type('milk ');
    await settle();
    TestBed.inject(HttpTestingController).match('/api/v1/tasks');

    expect(field(board.page, 'Search tasks').value).toBe('milk ');
  });
});
