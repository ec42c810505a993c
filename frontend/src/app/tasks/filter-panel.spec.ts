import { Board } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { address, button, click } from '../../testing/page';
import { expectNoRequest, expectRequest, refuse, settle } from '../../testing/portal';

const ROUTE = 'GET /tasks/tags';

describe('The tags to filter by', () => {
  let board: Board;

  const open = async (query = '') => {
    board = await Board.open(`/tasks${query}`);
    await board.answer([aTask({ tags: ['Home', 'new'] })]);
  };
  const togglePanel = () => click(button(board.page, 'Filters'));
  const answer = async (...names: string[]) => {
    (await expectRequest(ROUTE)).flush({ items: names.map((name) => ({ name, tasks: 1 })) });
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
    expect(tags()).toEqual(['#HOME', '#new']);
    expect(labels()[0]?.querySelector('input')?.checked).toBe(true);
    await pick('#HOME');
    await board.answer([]);

    expect(await address()).toBe('/tasks');
  });
});
