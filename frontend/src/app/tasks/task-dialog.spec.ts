import { Dialog, type DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { dialog } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { button, click, field, fill, leave, press, pressEscape, submit } from '../../testing/page';
import {
  expectNoRequest,
  expectRequest,
  loseConnection,
  provideTestServer,
  refuse,
  settle,
} from '../../testing/portal';
import type { Task } from '../api/types';
import { TaskDialog, type TaskDialogData, taskDialogConfig } from './task-dialog';

const milk = aTask({ title: 'Buy milk', description: 'two litres', tags: ['home'], version: 3 });

describe('TaskDialog', () => {
  let result: { task?: Task } | undefined;

  const open = async (data: TaskDialogData) => {
    const ref: DialogRef<Task, TaskDialog> = TestBed.inject(Dialog).open(TaskDialog, taskDialogConfig(data));
    ref.closed.subscribe((task) => (result = { task }));
    await settle();
  };

  const control = (label: string) => field(dialog(), label);

  const save = async () => {
    await submit(dialog());
    return expectRequest(`PATCH /tasks/${milk.id}`);
  };

  beforeEach(() => {
    result = undefined;
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
  });

  it('creates a task with everything one entered', async () => {
    await open({ title: 'Water the plants' });
    await fill(control('Description'), 'all of them');
    await fill(control('Priority'), 'high');
    await fill(control('Due date'), '2026-12-24');
    await fill(control('Tags'), 'home, garden');
    await leave(control('Tags'));
    await submit(dialog());
    const create = await expectRequest('POST /tasks');
    create.flush(milk);
    await settle();

    expect(create.request.body).toEqual({
      title: 'Water the plants',
      description: 'all of them',
      priority: 'high',
      dueDate: '2026-12-24',
      tags: ['home', 'garden'],
    });
    expect(result).toEqual({ task: milk });
  });

  it('tries again as the same write until something else is filled in', async () => {
    const keyOfTry = async () => {
      await submit(dialog());
      const create = await expectRequest('POST /tasks');
      loseConnection(create);
      await settle();
      return create.request.headers.get('Idempotency-Key');
    };
    await open({ title: 'Water the plants' });
    const key = await keyOfTry();
    const keyOfRetry = await keyOfTry();
    await fill(control('Priority'), 'high');

    expect(key).toMatch(/^\w+$/);
    expect(keyOfRetry).toBe(key);
    expect(await keyOfTry()).not.toBe(key);
  });

  it('sends only what changed, for the version it was changed from', async () => {
    await open({ task: milk });
    await fill(control('Title'), 'Buy oat milk');
    await fill(control('Description'), '');
    const update = await save();

    expect(update.request.body).toEqual({ title: 'Buy oat milk', description: null });
    expect(update.request.headers.get('If-Match')).toBe('"3"');
    expect(update.request.headers.get('Content-Type')).toBe('application/merge-patch+json');
  });

  it('takes tags away and adds them', async () => {
    await open({ task: milk });
    await click(button(dialog(), 'Remove tag home'));
    await fill(control('Tags'), '#urgent,');

    expect((await save()).request.body).toEqual({ tags: ['urgent'] });
  });

  it('closes a tag with Enter before Enter submits', async () => {
    await open({ task: milk });
    await fill(control('Tags'), 'urgent');
    await press('Enter');
    await expectNoRequest(`PATCH /tasks/${milk.id}`);

    expect((await save()).request.body).toEqual({ tags: ['home', 'urgent'] });
  });

  it('asks for a title before anything is sent', async () => {
    await open({ task: milk });
    await fill(control('Title'), '   ');
    await submit(dialog());

    expect(dialog().textContent).toContain('Give the task a title.');
    expect(document.activeElement).toBe(control('Title'));
    await expectNoRequest(`PATCH /tasks/${milk.id}`);
  });

  it('stays open with everything typed when saving fails', async () => {
    await open({ task: milk });
    await fill(control('Title'), 'Buy oat milk');
    loseConnection(await save());
    await settle();
    expect(dialog().querySelector('[role=alert]')?.textContent).toContain('cannot be reached');
    expect(control('Title').value).toBe('Buy oat milk');
    (await save()).flush(milk);
    await settle();

    expect(result).toEqual({ task: milk });
  });

  describe('when the task was changed somewhere else', () => {
    const theirs = { ...milk, description: 'three litres', version: 4 };
    let seen: Task | undefined;

    const saveOver = async (current: Task) => {
      refuse(await save(), 412, 'VERSION_MISMATCH', { current });
      await settle();
    };

    beforeEach(async () => {
      await open({ task: milk, onChangedElsewhere: (current) => (seen = current) });
    });

    it('merges changes to different fields by itself', async () => {
      await fill(control('Title'), 'Buy oat milk');
      await saveOver(theirs);
      const again = await expectRequest(`PATCH /tasks/${milk.id}`);

      expect(again.request.body).toEqual({ title: 'Buy oat milk' });
      expect(again.request.headers.get('If-Match')).toBe('"4"');
      expect(seen).toEqual(theirs);
    });

    it('shows both versions of the same field and loses neither', async () => {
      await fill(control('Description'), 'one litre');
      await saveOver(theirs);

      expect(dialog().textContent).toContain('changed somewhere else');
      expect(dialog().querySelector('dd')?.textContent).toBe('three litres');
      expect(control('Description').value).toBe('one litre');
    });

    it('keeps mine when asked to', async () => {
      await fill(control('Description'), 'one litre');
      await saveOver(theirs);
      await click(button(dialog(), 'Keep mine'));
      const again = await expectRequest(`PATCH /tasks/${milk.id}`);

      expect(again.request.body).toEqual({ description: 'one litre' });
      expect(again.request.headers.get('If-Match')).toBe('"4"');
    });

    it('takes theirs when asked to, and leaves the rest of mine', async () => {
      await fill(control('Title'), 'Buy oat milk');
      await fill(control('Description'), 'one litre');
      await saveOver(theirs);
      await click(button(dialog(), 'Use the saved version'));
      expect(control('Description').value).toBe('three litres');

      expect((await save()).request.body).toEqual({ title: 'Buy oat milk' });
    });
  });

  describe('when the task was deleted somewhere else', () => {
    let gone: Task | undefined;

    beforeEach(async () => {
      await open({ task: milk, onDeletedElsewhere: (task) => (gone = task) });
      await fill(control('Title'), 'Buy oat milk');
      refuse(await save(), 404, 'NOT_FOUND');
      await settle();
    });

    it('says so, and keeps what was typed', () => {
      expect(dialog().textContent).toContain('This task was deleted somewhere else');
      expect(control('Title').value).toBe('Buy oat milk');
      expect(gone).toEqual(milk);
    });

    it('keeps it as a new task when asked to', async () => {
      await click(button(dialog(), 'Keep as a new task'));
      const create = await expectRequest('POST /tasks');
      const kept = { title: 'Buy oat milk', description: 'two litres', tags: ['home'] };
      expect(create.request.body).toMatchObject(kept);
      create.flush({ ...milk, id: 'another' });
      await settle();

      expect(result?.task?.id).toBe('another');
    });
  });

  describe('closing', () => {
    it.each([
      ['Escape', pressEscape],
      ['Cancel', () => click(button(dialog(), 'Cancel'))],
    ])('asks by %s before it throws away what was typed', async (_way, close) => {
      await open({ task: milk });
      await fill(control('Title'), 'Buy oat milk');
      await close();
      expect(dialog().getAttribute('role')).toBe('alertdialog');
      expect(dialog().textContent).toContain('Discard changes?');
      await click(button(dialog(), 'Keep editing'));
      expect(control('Title').value).toBe('Buy oat milk');
      await close();
      await click(button(dialog(), 'Discard'));

      expect(result).toEqual({ task: undefined });
    });

    it('goes without asking when nothing was changed', async () => {
      await open({ task: milk });
      await pressEscape();

      expect(result).toEqual({ task: undefined });
    });
  });
});
