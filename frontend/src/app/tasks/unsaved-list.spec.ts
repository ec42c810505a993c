import { TestBed } from '@angular/core/testing';
import { Board, dialog } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { MemoryDraftDatabase } from '../../testing/memory-draft-database';
import { button, click, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, loseConnection, settle } from '../../testing/portal';
import { DraftDatabase } from '../drafts/draft-database';
import { Toasts } from '../ui/toasts';

describe('A captured task that one is asked about discarding', () => {
  let board: Board;

  const milk = aTask({ title: 'Buy milk' });
  const saved = aTask({ title: 'Water the plants' });
  const toast = () => TestBed.inject(Toasts).current()?.message;
  const isUnsaved = () => board.page.querySelector('.unsaved') !== null;
  const connect = () => dispatchEvent(new Event('online'));

  beforeEach(async () => {
    TestBed.overrideProvider(DraftDatabase, { useValue: new MemoryDraftDatabase() });
    board = await Board.openWith(milk);
    await fill(field(board.page, 'New task'), saved.title);
    await submit(board.page);
    loseConnection(await expectRequest('POST /tasks'));
    await settle();
  });

  it('says why it waits, and does not ask to try again what is sent automatically', async () => {
    const said = () => board.page.querySelector('.delay [role=alert]')?.textContent.trim();
    const reason = 'Taskward cannot be reached right now.';
    expect(said()).toBe(
      `1 task is not saved yet. ${reason} It is sent again automatically, even after a reload.`,
    );
    await fill(field(board.page, 'New task'), 'Paint the fence');
    await submit(board.page);
    loseConnection(await expectRequest('POST /tasks'));
    await settle();

    expect(said()).toBe(
      `2 tasks are not saved yet. ${reason} They are sent again automatically, even after a reload.`,
    );
  });

  it('is not sent before one has answered', async () => {
    await click(button(board.page, 'Discard'));
    connect();
    await expectNoRequest('POST /tasks');
    await click(button(dialog(), 'Discard'));
    connect();

    await expectNoRequest('POST /tasks');
    expect(isUnsaved()).toBe(false);
    expect(toast()).toBeUndefined();
  });

  it('is sent when one keeps it, if it was its turn meanwhile', async () => {
    await click(button(board.page, 'Discard'));
    connect();
    await click(button(dialog(), 'Keep it'));

    await expectRequest('POST /tasks');
  });

  it('waits for its turn when one keeps it', async () => {
    await click(button(board.page, 'Discard'));
    await click(button(dialog(), 'Keep it'));

    await expectNoRequest('POST /tasks');
  });

  it('says so when a try that was under way has saved it before the answer', async () => {
    connect();
    const request = await expectRequest('POST /tasks');
    await click(button(board.page, 'Discard'));
    request.flush(saved);
    await settle();
    await click(button(dialog(), 'Discard'));

    expect(toast()).toBe('“Water the plants” was saved before it could be discarded.');
  });

  it('says so when a try that was under way saves it after the answer', async () => {
    connect();
    const request = await expectRequest('POST /tasks');
    await click(button(board.page, 'Discard'));
    await click(button(dialog(), 'Discard'));
    expect(isUnsaved()).toBe(false);
    request.flush(saved);
    await settle();

    expect(toast()).toBe('“Water the plants” was saved before it could be discarded.');
    expect(board.titles).toEqual(['Water the plants', 'Buy milk']);
  });
});
