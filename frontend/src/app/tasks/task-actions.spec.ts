import { TestBed } from '@angular/core/testing';
import { aTask } from '../../testing/factories';
import { Board, dialog } from '../../testing/board';
import { button, buttons, click, field, fill, press } from '../../testing/page';
import { expectNoRequest, expectRequest, refuse, settle } from '../../testing/portal';
import type { Task } from '../api/types';
import { Toasts } from '../ui/toasts';

const milk = aTask({ title: 'Buy milk' });
const passport = aTask({ title: 'Renew the passport' });

describe('TaskActions', () => {
  let board: Board;

  const toast = () => TestBed.inject(Toasts).current();
  const checkbox = () => field(board.page, 'Complete "Buy milk"');

  describe('completing a task', () => {
    beforeEach(async () => {
      jest.useFakeTimers();
      board = await Board.openWith(milk, passport);
    });

    afterEach(() => jest.useRealTimers());

    it('strikes it through at once and takes it away after a while', async () => {
      await click(checkbox());
      expect(board.page.querySelector('.completed .title')?.textContent).toBe('Buy milk');
      const complete = await expectRequest(`PATCH /tasks/${milk.id}/complete`);
      complete.flush({ ...milk, completed: true, version: 2 });
      await jest.advanceTimersByTimeAsync(5_999);
      await settle();
      expect(board.titles).toContain('Buy milk');
      await jest.advanceTimersByTimeAsync(1);
      await settle();

      expect(complete.request.body).toEqual({ completed: true });
      expect(board.titles).toEqual(['Renew the passport']);
    });

    it('stays where it is while the pointer is over the list', async () => {
      const list = board.page.querySelector('app-task-list');
      await click(checkbox());
      list?.dispatchEvent(new MouseEvent('mouseenter'));
      (await expectRequest(`PATCH /tasks/${milk.id}/complete`)).flush({ ...milk, completed: true });
      await jest.advanceTimersByTimeAsync(60_000);
      await settle();
      expect(board.titles).toContain('Buy milk');
      list?.dispatchEvent(new MouseEvent('mouseleave'));
      await settle();

      expect(board.titles).toEqual(['Renew the passport']);
    });

    it('keeps it in sight under a filter that shows completed tasks', async () => {
      await click(checkbox());
      (await expectRequest(`PATCH /tasks/${milk.id}/complete`)).flush({ ...milk, completed: true });
      await fill(field(board.page, 'Status'), 'all');
      await board.answer([{ ...milk, completed: true }, passport]);
      await jest.advanceTimersByTimeAsync(60_000);
      await settle();

      expect(board.titles).toContain('Buy milk');
      expect(buttons(board.page, 'Undo')).toEqual([]);
    });

    it('can be undone in place', async () => {
      await click(checkbox());
      (await expectRequest(`PATCH /tasks/${milk.id}/complete`)).flush({ ...milk, completed: true });
      await settle();
      await click(button(board.page, 'Undo'));
      const undo = await expectRequest(`PATCH /tasks/${milk.id}/complete`);
      undo.flush(milk);
      await jest.advanceTimersByTimeAsync(60_000);
      await settle();

      expect(undo.request.body).toEqual({ completed: false });
      expect(board.titles).toContain('Buy milk');
      expect(checkbox().checked).toBe(false);
    });

    it('takes itself back when the server refuses, and offers to try again', async () => {
      await click(checkbox());
      refuse(await expectRequest(`PATCH /tasks/${milk.id}/complete`), 503, 'UNAVAILABLE');
      await settle();
      expect(checkbox().checked).toBe(false);
      expect(toast()?.message).toContain('“Buy milk” could not be completed.');
      TestBed.inject(Toasts).act();
      (await expectRequest(`PATCH /tasks/${milk.id}/complete`)).flush({ ...milk, completed: true });
      await settle();

      expect(checkbox().checked).toBe(true);
    });

    it('sends quick clicks one after the other and ends with the last', async () => {
      await click(checkbox());
      await click(checkbox());
      (await expectRequest(`PATCH /tasks/${milk.id}/complete`)).flush({ ...milk, completed: true });
      const second = await expectRequest(`PATCH /tasks/${milk.id}/complete`);
      expect(checkbox().checked).toBe(false);
      second.flush(milk);
      await settle();

      expect(second.request.body).toEqual({ completed: false });
      expect(checkbox().checked).toBe(false);
    });

    it('takes away a task that was deleted somewhere else', async () => {
      await click(checkbox());
      refuse(await expectRequest(`PATCH /tasks/${milk.id}/complete`), 404, 'NOT_FOUND');
      await settle();

      expect(board.titles).toEqual(['Renew the passport']);
      expect(toast()).toEqual({ message: 'This task no longer exists.', action: undefined });
    });
  });

  describe('deleting a task', () => {
    beforeEach(async () => {
      board = await Board.openWith(milk, passport);
      await click(button(board.page, 'Delete "Buy milk"'));
    });

    const confirm = async () => {
      await click(button(dialog(), 'Delete'));
      return expectRequest(`DELETE /tasks/${milk.id}`);
    };

    it('asks first', async () => {
      expect(dialog().getAttribute('role')).toBe('alertdialog');
      expect(dialog().textContent).toContain('“Buy milk” will be deleted. You can undo this right away.');
      await click(button(dialog(), 'Cancel'));

      await expectNoRequest(`DELETE /tasks/${milk.id}`);
      expect(board.titles).toContain('Buy milk');
    });

    it('can be undone, and the task is back in its place', async () => {
      (await confirm()).flush(null);
      await settle();
      expect(board.titles).toEqual(['Renew the passport']);
      expect(toast()?.message).toBe('Deleted “Buy milk”');
      TestBed.inject(Toasts).act();
      (await expectRequest(`POST /tasks/${milk.id}/restore`)).flush(milk);
      await settle();

      expect(board.titles).toEqual(['Buy milk', 'Renew the passport']);
    });

    it('brings the task back when the server refuses', async () => {
      refuse(await confirm(), 503, 'UNAVAILABLE');
      await settle();

      expect(board.titles).toEqual(['Buy milk', 'Renew the passport']);
      expect(toast()?.message).toContain('could not be deleted');
    });

    it('does not mind that it was gone already', async () => {
      refuse(await confirm(), 404, 'NOT_FOUND');
      await settle();

      expect(board.titles).toEqual(['Renew the passport']);
      expect(toast()).toBeUndefined();
    });
  });

  describe('taking things back', () => {
    const undo = () => press('z', { ctrlKey: true });

    const remove = async (task: Task) => {
      await click(button(board.page, `Delete "${task.title}"`));
      await click(button(dialog(), 'Delete'));
      (await expectRequest(`DELETE /tasks/${task.id}`)).flush(null);
      await settle();
    };

    beforeEach(async () => {
      board = await Board.openWith(milk, passport);
    });

    it('goes back through completions and deletions, the last first', async () => {
      await click(checkbox());
      (await expectRequest(`PATCH /tasks/${milk.id}/complete`)).flush({ ...milk, completed: true });
      await settle();
      await remove(passport);
      await undo();
      (await expectRequest(`POST /tasks/${passport.id}/restore`)).flush(passport);
      await undo();
      const reopen = await expectRequest(`PATCH /tasks/${milk.id}/complete`);
      expect(reopen.request.body).toEqual({ completed: false });
      reopen.flush(milk);
      await settle();
      await undo();

      await expectNoRequest(`PATCH /tasks/${milk.id}/complete`);
    });

    it('brings back all that was deleted in a row', async () => {
      await remove(milk);
      await remove(passport);
      expect(toast()?.message).toBe('Deleted 2 tasks');
      TestBed.inject(Toasts).act();
      (await expectRequest(`POST /tasks/${passport.id}/restore`)).flush(passport);
      (await expectRequest(`POST /tasks/${milk.id}/restore`)).flush(milk);
      await settle();

      expect(board.titles).toEqual(['Buy milk', 'Renew the passport']);
    });

    it('names no longer what is back', async () => {
      await remove(milk);
      await remove(passport);
      await undo();
      (await expectRequest(`POST /tasks/${passport.id}/restore`)).flush(passport);
      expect(toast()?.message).toBe('Deleted “Buy milk”');
      await undo();
      (await expectRequest(`POST /tasks/${milk.id}/restore`)).flush(milk);
      await settle();

      expect(toast()).toBeUndefined();
    });

    it('does not do again what failed', async () => {
      await click(checkbox());
      refuse(await expectRequest(`PATCH /tasks/${milk.id}/complete`), 503, 'UNAVAILABLE');
      await settle();
      await undo();

      await expectNoRequest(`PATCH /tasks/${milk.id}/complete`);
    });
  });
});
