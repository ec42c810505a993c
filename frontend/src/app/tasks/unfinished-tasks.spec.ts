import { TestBed } from '@angular/core/testing';
import { Board, dialog } from '../../testing/board';
import { aTask } from '../../testing/factories';
import { MemoryDraftDatabase } from '../../testing/memory-draft-database';
import { button, buttons, click, field, fill, pressEscape, submit } from '../../testing/page';
import { expectRequest, loseConnection, refuse, settle } from '../../testing/portal';
import { DraftDatabase } from '../drafts/draft-database';

const milk = aTask({ title: 'Buy milk', description: 'two litres', version: 3 });

describe('What was typed before a reload', () => {
  let database: MemoryDraftDatabase;
  let board: Board;

  const open = async () => {
    TestBed.overrideProvider(DraftDatabase, { useValue: database });
    board = await Board.openWith(milk);
  };

  const reload = async () => {
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await settle();
    TestBed.resetTestingModule();
    await open();
  };

  const editDescription = async (text: string) => {
    await click(button(board.page, 'Edit "Buy milk"'));
    await fill(field(dialog(), 'Description'), text);
  };

  beforeEach(async () => {
    database = new MemoryDraftDatabase();
    await open();
  });

  describe('into the capture line', () => {
    const capture = () => field(board.page, 'New task');

    beforeEach(() => fill(capture(), 'Water the plants'));

    it('is there again, and says so until one goes on', async () => {
      await reload();
      expect(capture().value).toBe('Water the plants');
      expect(board.page.textContent).toContain('Restored your draft.');
      await fill(capture(), 'Water the flowers');

      expect(board.page.textContent).not.toContain('Brought back');
    });

    it('is not when it was added', async () => {
      await submit(board.page);
      (await expectRequest('POST /tasks')).flush(aTask());
      await reload();

      expect(capture().value).toBe('');
    });

    it('is not when it was taken back', async () => {
      await fill(capture(), '');
      await reload();

      expect(capture().value).toBe('');
    });
  });

  describe('into a task', () => {
    beforeEach(() => editDescription('three litres'));

    it('is offered on the board, and there again in the dialog', async () => {
      await reload();
      expect(board.page.textContent).toContain('You were editing');
      await click(button(board.page, 'Go on'));

      expect(field(dialog(), 'Description').value).toBe('three litres');
      expect(dialog().textContent).toContain('Restored your draft.');
    });

    it('is saved for the version it was typed for', async () => {
      await reload();
      await click(button(board.page, 'Edit "Buy milk"'));
      await submit(dialog());
      const update = await expectRequest(`PATCH /tasks/${milk.id}`);
      update.flush({ ...milk, description: 'three litres', version: 4 });
      await settle();

      expect(update.request.body).toEqual({ description: 'three litres' });
      expect(update.request.headers.get('If-Match')).toBe('"3"');
      expect(buttons(board.page, 'Go on')).toEqual([]);
      expect(database.keys).toEqual([]);
    });

    it('can be given up for what is saved', async () => {
      await reload();
      await click(button(board.page, 'Go on'));
      await click(button(dialog(), 'Start over'));
      await click(button(dialog(), 'Keep editing'));
      expect(field(dialog(), 'Description').value).toBe('three litres');
      await click(button(dialog(), 'Start over'));
      await click(button(dialog(), 'Discard'));

      expect(field(dialog(), 'Description').value).toBe('two litres');
      expect(dialog().textContent).not.toContain('Brought back');
      expect(database.keys).toEqual([]);
    });

    it('can be given up from the board', async () => {
      await reload();
      await click(button(board.page, 'Discard'));
      expect(dialog().textContent).toContain('“Buy milk” is not saved');
      await click(button(dialog(), 'Keep it'));
      expect(buttons(board.page, 'Go on')).toHaveLength(1);
      await click(button(board.page, 'Discard'));
      await click(button(dialog(), 'Discard'));
      expect(buttons(board.page, 'Go on')).toEqual([]);
      await reload();

      expect(buttons(board.page, 'Go on')).toEqual([]);
    });

    it('is not when it was discarded', async () => {
      await pressEscape();
      await click(button(dialog(), 'Discard'));
      await reload();

      expect(buttons(board.page, 'Go on')).toEqual([]);
    });
  });

  it('into a new task is there again under its title', async () => {
    await click(button(board.page, 'Add with details'));
    await fill(field(dialog(), 'Title'), 'Water the plants');
    await reload();
    expect(board.page.textContent).toContain('You were writing Water the plants');
    await click(button(board.page, 'Go on'));
    await submit(dialog());

    expect((await expectRequest('POST /tasks')).request.body).toMatchObject({ title: 'Water the plants' });
  });

  it('into a new task does not cost what is in the capture line by then', async () => {
    await click(button(board.page, 'Add with details'));
    await fill(field(dialog(), 'Title'), 'Water the plants');
    await reload();
    await fill(field(board.page, 'New task'), 'Renew the passport');
    await click(button(board.page, 'Add with details'));
    expect(field(dialog(), 'Title').value).toBe('Water the plants');
    await submit(dialog());
    (await expectRequest('POST /tasks')).flush(aTask({ title: 'Water the plants' }));
    await settle();

    expect(field(board.page, 'New task').value).toBe('Renew the passport');
  });

  it('into a task that was deleted elsewhere is that of a new one, once it is to be kept', async () => {
    await editDescription('three litres');
    await submit(dialog());
    refuse(await expectRequest(`PATCH /tasks/${milk.id}`), 404, 'NOT_FOUND');
    await settle();
    await click(button(dialog(), 'Keep as a new task'));
    loseConnection(await expectRequest('POST /tasks'));
    await settle();
    await reload();
    expect(board.page.textContent).toContain('You were writing Buy milk');
    await click(button(board.page, 'Go on'));

    expect(field(dialog(), 'Description').value).toBe('three litres');
  });

  it('into a new task is not lost when another one is to be kept', async () => {
    await click(button(board.page, 'Add with details'));
    await fill(field(dialog(), 'Title'), 'Water the plants');
    await reload();
    await editDescription('three litres');
    await submit(dialog());
    refuse(await expectRequest(`PATCH /tasks/${milk.id}`), 404, 'NOT_FOUND');
    await settle();
    await click(button(dialog(), 'Keep as a new task'));
    (await expectRequest('POST /tasks')).flush(aTask({ title: 'Buy milk' }));
    await reload();

    expect(database.keys).toEqual([expect.stringContaining(' task:new@')]);
    expect(board.page.textContent).toContain('You were writing Water the plants');
  });
});
