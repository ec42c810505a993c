import { Board } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { button, buttons, click, press } from '../../testing/page';
import { expectRequest, settle } from '../../testing/portal';

const passport = aTask({
  title: 'Renew the passport, see https://example.org/passport',
  description: 'with a photograph',
  tags: ['travel'],
  dueDate: '2026-12-24',
});

const milk = aTask({ title: 'Buy milk' });

/** Text and what marks the places of parts included. */
function nodesIn(node: Node): number {
  return [...node.childNodes].reduce((count, child) => count + 1 + nodesIn(child), 0);
}

describe('A row of the board', () => {
  let board: Board;

  const part = (selector: string) => {
    const element = board.page.querySelector<HTMLElement>(`app-task-item${selector && ` ${selector}`}`);
    if (!element) {
      throw new Error(`The row has no ${selector}`);
    }
    return element;
  };
  const isOpen = () => document.querySelector('app-task-dialog') !== null;

  beforeEach(async () => {
    board = await Board.openWith(passport, milk);
    document.body.append(board.page);
  });

  afterEach(() => {
    document.getSelection()?.removeAllRanges();
    board.page.remove();
  });

  it.each(['.title', '.description', '.due'])('opens by a click on its %s', async (selector) => {
    await click(part(selector));

    expect(isOpen()).toBe(true);
  });

  it('has few nodes before anybody comes near, and all of its controls', () => {
    const row = board.page.querySelector<HTMLElement>('app-task-list > ul > li:last-child')!;
    expect(row.querySelectorAll('*').length).toBeLessThanOrEqual(13);
    expect(nodesIn(row)).toBeLessThanOrEqual(26);
    expect(row.querySelectorAll('input')).toHaveLength(1);
    expect(buttons(row, 'Edit "Buy milk"')).toHaveLength(1);
    expect(buttons(row, 'Delete "Buy milk"')).toHaveLength(1);
  });

  it.each([
    ['the pointer comes', () => part('').dispatchEvent(new Event('pointerenter'))],
    ['the keys lead to it', () => part('').closest('li')?.focus()],
    ['Tab leads to what is in it', () => part('input').focus()],
  ])('shows the pictures of its buttons when %s', async (_, come) => {
    expect(board.page.querySelector('.actions svg')).toBeNull();
    come();
    await settle();

    expect(board.page.querySelectorAll('.actions svg')).toHaveLength(2);
  });

  it('shows them when a shortcut leads there', async () => {
    await press('j');

    expect(board.page.querySelectorAll('.actions svg')).toHaveLength(2);
  });

  it('opens by its button', async () => {
    await click(button(board.page, `Edit "${passport.title}"`));

    expect(document.querySelectorAll('app-task-dialog')).toHaveLength(1);
  });

  it('does not open while its title is being selected', async () => {
    document.getSelection()?.selectAllChildren(part('.title'));
    await click(part('.title'));

    expect(isOpen()).toBe(false);
  });

  it('opens whatever is selected elsewhere', async () => {
    document.getSelection()?.selectAllChildren(board.page.querySelector('h1') ?? board.page);
    await click(part('.title'));

    expect(isOpen()).toBe(true);
  });

  it.each(['.title a', '.tag'])('does not open by what does something else: %s', async (selector) => {
    part(selector).addEventListener('click', (event) => event.preventDefault());
    await click(part(selector));

    expect(isOpen()).toBe(false);
  });

  it('does not open while it is about to go', async () => {
    await click(part('.check'));
    (await expectRequest(`PATCH /tasks/${passport.id}/complete`)).flush({ ...passport, completed: true });
    await settle();
    expect(part('.undo').textContent).toContain('Undo');
    await click(part('.title'));

    expect(isOpen()).toBe(false);
  });

  it('does not open by its tick', async () => {
    await click(part('.check'));
    (await expectRequest(`PATCH /tasks/${passport.id}/complete`)).flush({ ...passport, completed: true });
    await settle();

    expect(isOpen()).toBe(false);
  });
});
