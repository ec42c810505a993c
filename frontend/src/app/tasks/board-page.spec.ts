import { TestBed } from '@angular/core/testing';
import { Board, dialog } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { address, button, buttons, click, field, fill, press, submit } from '../../testing/page';
import { expectRequest, refuse, settle } from '../../testing/portal';
import { Toasts } from '../ui/toasts';

const milk = aTask({ title: 'Buy milk' });
const passport = aTask({ title: 'Renew the passport', priority: 'high', tags: ['travel'] });

describe('BoardPage', () => {
  let board: Board;

  describe('after an edit', () => {
    const editIn = async (query: string, edited: string) => {
      board = await Board.open(`/tasks${query}`);
      await board.answer([milk]);
      await click(button(board.page, 'Edit "Buy milk"'));
      await fill(field(dialog(), 'Title'), edited);
      await submit(dialog());
      (await expectRequest(`PATCH /tasks/${milk.id}`)).flush({ ...milk, title: edited, version: 2 });
      await settle();
    };

    it.each(['Mílk', 'Bread'])(
      'keeps the row that a search found, whatever it says by then: %s',
      async (title) => {
        await editIn('?q=milk', title);

        expect(board.titles).toEqual([title]);
        expect(TestBed.inject(Toasts).current()).toBeUndefined();
      },
    );
  });

  describe('showing tasks', () => {
    it('lists the open ones, newest first', async () => {
      board = await Board.open();
      const request = await expectRequest('GET /tasks');
      request.flush({ items: [milk, passport], nextCursor: null });
      await settle();

      expect(request.request.params.toString()).toBe('status=open&sort=-createdAt');
      expect(board.titles).toEqual(['Buy milk', 'Renew the passport']);
    });

    it('asks for what the address says', async () => {
      board = await Board.open('/tasks?status=all&priority=high,low&tag=travel&q=pass&sort=dueDate');

      expect((await expectRequest('GET /tasks')).request.params.toString()).toBe(
        'status=all&sort=dueDate&q=pass&priority=high,low&tag=travel',
      );
    });

    it('says so when there is nothing to do', async () => {
      board = await Board.open();
      await board.answer([]);

      expect(board.page.textContent).toContain('Nothing to do');
      expect(buttons(board.page, 'Clear filters')).toEqual([]);
    });

    it('says so when nothing matches, and clears the filters', async () => {
      board = await Board.open('/tasks?q=unicorn&priority=high');
      await board.answer([]);
      expect(board.page.textContent).toContain('No task matches');
      await click(button(board.page, 'Clear filters'));

      await board.answer([milk]);
      expect(await address()).toBe('/tasks');
      expect(board.titles).toEqual(['Buy milk']);
    });

    it('says so when loading fails, and tries again', async () => {
      board = await Board.open();
      refuse(await expectRequest('GET /tasks'), 500, 'INTERNAL');
      await settle();
      expect(board.page.querySelector('[role=alert]')?.textContent).toContain('could not be loaded');
      await click(button(board.page, 'Try again'));
      await board.answer([milk]);

      expect(board.titles).toEqual(['Buy milk']);
    });

    it('loads the next page behind the first', async () => {
      board = await Board.open();
      await board.answer([milk], 'cursor-2');
      await click(button(board.page, 'Load more'));
      const next = await expectRequest('GET /tasks');
      next.flush({ items: [milk, passport], nextCursor: null });
      await settle();

      expect(next.request.params.get('cursor')).toBe('cursor-2');
      expect(board.titles).toEqual(['Buy milk', 'Renew the passport']);
      expect(buttons(board.page, 'Load more')).toEqual([]);
    });

    it('keeps the list while another one loads', async () => {
      board = await Board.openWith(milk);
      await fill(field(board.page, 'Status'), 'all');
      await expectRequest('GET /tasks');

      expect(board.titles).toEqual(['Buy milk']);
    });
  });

  describe('by keyboard', () => {
    beforeEach(async () => {
      board = await Board.openWith(milk, passport);
      board.page.querySelector('h1')?.focus();
    });

    const focusedRow = () => document.activeElement?.querySelector('.title')?.textContent;

    it('goes to the capture line and to the search', async () => {
      await press('n');
      expect(document.activeElement).toBe(field(board.page, 'New task'));
      (document.activeElement as HTMLElement).blur();
      await press('/');

      expect(document.activeElement).toBe(field(board.page, 'Search tasks'));
    });

    it('moves along the tasks and stops at their ends', async () => {
      const visited: unknown[] = [];
      for (const key of ['j', 'j', 'j', 'k', 'k']) {
        await press(key);
        visited.push(focusedRow());
      }

      expect(visited).toEqual([
        'Buy milk',
        'Renew the passport',
        'Renew the passport',
        'Buy milk',
        'Buy milk',
      ]);
    });

    it('completes and edits the task in focus', async () => {
      await press('j');
      await press('x');
      await expectRequest(`PATCH /tasks/${milk.id}/complete`);
      await press('e');

      expect(dialog().textContent).toContain('Edit task');
    });

    it('goes on with the next task after a delete, and back to the heading after the last', async () => {
      for (const next of ['Renew the passport', undefined]) {
        await press('j');
        await press('Delete');
        await click(button(dialog(), 'Delete'));
        await settle();
        expect(focusedRow()).toBe(next);
      }

      expect(document.activeElement).toBe(board.page.querySelector('h1'));
    });

    it('undoes with Ctrl+Z', async () => {
      await press('j');
      await press('Delete');
      await click(button(dialog(), 'Delete'));
      (await expectRequest(`DELETE /tasks/${milk.id}`)).flush(null);
      await settle();
      await press('z', { ctrlKey: true });

      await expectRequest(`POST /tasks/${milk.id}/restore`);
    });
  });

  it('closes what is open when it goes away', async () => {
    board = await Board.openWith(milk);
    await click(button(board.page, 'Edit "Buy milk"'));
    expect(dialog().textContent).toContain('Edit task');
    TestBed.resetTestingModule();

    expect(dialog).toThrow('No dialog is open');
  });

  it('filters by a tag one picks', async () => {
    board = await Board.openWith(passport);
    await click(button(board.page, 'Show only #travel'));

    expect((await expectRequest('GET /tasks')).request.params.get('tag')).toBe('travel');
  });
});
