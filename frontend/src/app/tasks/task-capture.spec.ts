import { LiveAnnouncer } from '@angular/cdk/a11y';
import { TestBed } from '@angular/core/testing';
import { Board, dialog } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { button, click, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, settle } from '../../testing/portal';
import { Toasts } from '../ui/toasts';

describe('TaskCapture', () => {
  let board: Board;

  const control = () => field(board.page, 'New task');

  const paste = async (text: string) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    control().dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }));
    await settle();
    return event;
  };

  describe('on a board of everything', () => {
    beforeEach(async () => {
      board = await Board.openWith(aTask({ title: 'Buy milk' }));
    });

    it('makes a task of each line that is pasted, in their order from the top, when asked to', async () => {
      await paste('Water the plants\r\n\n- [ ] Paint the fence\n2. Renew the passport\n');
      expect(dialog().textContent).toContain('Add 3 tasks?');
      await click(button(dialog(), 'Add 3 tasks'));

      expect(board.titles).toEqual(['Water the plants', 'Paint the fence', 'Renew the passport', 'Buy milk']);
    });

    it('announces the tasks of lines together, once the last one is saved, and a single one by its title', async () => {
      const announce = jest.spyOn(TestBed.inject(LiveAnnouncer), 'announce');
      const save = async (title: string) => {
        (await expectRequest('POST /tasks')).flush(aTask({ title }));
        await settle();
      };
      await paste('one\ntwo');
      await click(button(dialog(), 'Add 2 tasks'));
      await save('two');
      expect(announce).not.toHaveBeenCalled();
      await save('one');
      expect(announce.mock.calls).toEqual([['Added 2 tasks', 'polite']]);
      await fill(control(), 'three');
      await submit(board.page);
      await save('three');

      expect(announce).toHaveBeenLastCalledWith('Added “three”', 'polite');
    });

    it('keeps several lines as one when asked to, where the cursor is', async () => {
      await fill(control(), 'Do: ');
      control().setSelectionRange(4, 4);
      await paste('one\ntwo');
      await click(button(dialog(), 'Keep as one line'));

      expect(control().value).toBe('Do: one two');
      await expectNoRequest('POST /tasks');
    });

    it('says how many lines are too many, and takes none of them', async () => {
      await paste('one\n'.repeat(201));
      expect(dialog().textContent).toContain('201 lines are too many');
      await click(button(dialog(), 'OK'));

      expect(board.titles).toEqual(['Buy milk']);
    });

    it('leaves lines to the browser that no title can have', async () => {
      expect((await paste(`one\n${'x'.repeat(201)}`)).defaultPrevented).toBe(false);
    });

    it('leaves one line to the browser', async () => {
      expect((await paste('Water the plants\n')).defaultPrevented).toBe(false);
    });
  });

  it.each([
    ['?sort=dueDate', ['Buy milk', 'Water the plants']],
    ['?tag=home', ['Buy milk']],
    ['?status=completed', ['Buy milk']],
  ])('puts a task where %s has it, or says that it is elsewhere', async (query, titles) => {
    board = await Board.open(`/tasks${query}`);
    await board.answer([aTask({ title: 'Buy milk', dueDate: '2026-12-01', tags: ['home'] })]);
    await fill(control(), 'Water the plants');
    await submit(board.page);
    (await expectRequest('POST /tasks')).flush(aTask({ title: 'Water the plants' }));
    await settle();

    expect(board.titles).toEqual(titles);
    const said = TestBed.inject(Toasts).current()?.message;
    expect(said).toBe(titles.length === 1 ? 'Added “Water the plants”. The filters hide it.' : undefined);
  });
});
