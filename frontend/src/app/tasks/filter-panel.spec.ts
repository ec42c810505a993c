import { Board } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { address, button, click } from '../../testing/page';
import { expectNoRequest, expectRequest, refuse, settle } from '../../testing/portal';
import type { TaskTags } from '../api/types';

const ROUTE = 'GET /tasks/tags';

describe('The tags to filter by', () => {
  let board: Board;

  const open = async (query = '') => {
    board = await Board.open(`/tasks${query}`);
    await board.answer([aTask({ tags: ['Home', 'new'] })]);
  };
  const togglePanel = () => click(button(board.page, 'Filters'));
  const answer = async (...names: string[]) => {
    await answerWith(names.map((name) => ({ name, tasks: 1 })));
  };
  const answerWith = async (items: TaskTags['items']) => {
    (await expectRequest(ROUTE)).flush({ items });
    await settle();
  };
  const labels = () => [...board.page.querySelectorAll('app-filter-panel fieldset:last-of-type label')];
  const tags = () => labels().map((label) => label.textContent.trim());
  const pick = (tag: string) =>
    click(labels().find((label) => label.textContent.trim() === tag) as HTMLElement);

  it('are not asked for before one opens the filters', async () => {
    await open();

    await expectNoRequest(ROUTE);
  });

  it('are those of all tasks, once each, by name', async () => {
    await open();
    await togglePanel();
    expect(tags()).toEqual(['#Home', '#new']);
    await answer('home', 'week 10', 'week 9');

    expect(tags()).toEqual(['#home', '#new', '#week 9', '#week 10']);
  });

  it('are asked for again whenever one opens the filters, and shown meanwhile', async () => {
    await open();
    await togglePanel();
    await answer('home', 'work');
    await togglePanel();
    await togglePanel();
    expect(tags()).toEqual(['#home', '#new', '#work']);
    await answer('home', 'garden');

    expect(tags()).toEqual(['#garden', '#home', '#new']);
  });

  it('are those of the tasks on the board while the others cannot be had', async () => {
    await open();
    await togglePanel();
    refuse(await expectRequest(ROUTE), 503, 'UNAVAILABLE');
    await settle();

    expect(tags()).toEqual(['#Home', '#new']);
  });

  it('are chosen and given up in whatever letter case the address has them', async () => {
    await open('?tag=HOME');
    await click(button(board.page, 'Filters1'));
    await answer('home');
    expect(tags()).toEqual(['#home', '#new']);
    expect(labels()[0]?.querySelector('input')?.checked).toBe(true);
    await pick('#home');
    await board.answer([]);

    expect(await address()).toBe('/tasks');
  });

  describe('when there are many', () => {
    /** Used the more the higher the number; the answer has them by name. */
    const many = Array.from({ length: 100 }, (_, index) => ({ name: `tag ${index}`, tasks: index + 1 }));
    const focused = () => document.activeElement?.closest('label')?.textContent.trim();

    beforeEach(async () => {
      board = await Board.open('/tasks?tag=tag%205');
      document.body.append(board.page);
      await board.answer([]);
      await click(button(board.page, 'Filters1'));
      await answerWith(many);
    });

    afterEach(() => board.page.remove());

    it('are the most used, and the chosen ones, in the order of their names', () => {
      const names = Array.from({ length: 30 }, (_, index) => `#tag ${70 + index}`);

      expect(tags()).toEqual(['#tag 5', ...names]);
    });

    it('are all there on demand, and few again', async () => {
      await click(button(board.page, 'Show all 100 tags'));
      expect(tags()).toHaveLength(100);
      await click(button(board.page, 'Show the most used tags'));

      expect(tags()).toHaveLength(31);
    });

    it.each(['#tag 5', '#tag 80'])('keep the focus on the one that is ticked: %s', async (tag) => {
      const control = labels()
        .find((label) => label.textContent.trim() === tag)
        ?.querySelector('input');
      control?.focus();
      for (const tasks of [[aTask({ tags: ['tag 80'] })], []]) {
        control?.click();
        await board.answer(tasks);
        expect(focused()).toBe(tag);
      }

      expect(tags()).toHaveLength(31);
    });
  });
});
