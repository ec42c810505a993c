import { TestBed } from '@angular/core/testing';
import { openAccountPage } from '../../testing/account';
import { dialog } from '../../testing/board';
import { button, buttons, click } from '../../testing/page';
import { expectNoRequest, expectRequest, refuse, settle } from '../../testing/portal';
import type { RecordedImport } from '../api/types';
import { describeInstantExactly } from '../ui/describe-instant';
import { Toasts } from '../ui/toasts';
import { RecentImports } from './recent-imports';

const LIST = 'GET /tasks/imports';
const UNDO = 'DELETE /tasks/imports/one';

const anImport = (overrides: Partial<RecordedImport> = {}): RecordedImport => ({
  id: 'one',
  format: 'csv',
  tasks: 1200,
  createdAt: '2026-11-30T08:00:00.000Z',
  undoableUntil: '2999-12-01T08:00:00.000Z',
  undoneAt: null,
  ...overrides,
});

describe('RecentImports', () => {
  let page: HTMLElement;

  const answer = async (...items: RecordedImport[]) => {
    (await expectRequest(LIST)).flush({ items });
    await settle();
  };
  const undoButtons = () => buttons(page, 'Undo this import');
  const undo = async () => {
    const [first] = undoButtons();
    await click(first!);
    await click(button(dialog(), 'Undo the import'));
    return expectRequest(UNDO);
  };
  const toast = () => TestBed.inject(Toasts).current()?.message;

  beforeEach(async () => {
    page = await openAccountPage(RecentImports);
  });

  afterEach(() => page.remove());

  it('offers to undo what can be undone', async () => {
    const late = anImport({ id: 'late', undoableUntil: '2020-01-01T00:00:00.000Z' });
    const undone = anImport({ id: 'undone', undoneAt: '2026-11-30T09:00:00.000Z' });
    await answer(anImport(), late, undone);

    expect(page.textContent).toContain('1,200 tasks from a CSV file');
    expect(undoButtons()).toHaveLength(1);
  });

  it('tells imports of one minute apart, to a reader of the screen as well', async () => {
    await answer(anImport({ id: 'two', createdAt: '2026-11-30T08:00:07.000Z' }), anImport());

    const descriptions = undoButtons().map(
      (one) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent,
    );
    expect(descriptions).toEqual(
      ['2026-11-30T08:00:07.000Z', '2026-11-30T08:00:00.000Z'].map(
        (instant) => `1,200 tasks from a CSV file, ${describeInstantExactly(instant)}`,
      ),
    );
    expect(new Set(descriptions).size).toBe(2);
  });

  it('asks first, and undoes nothing when that is declined', async () => {
    await answer(anImport({ tasks: 1, format: 'ticktick' }));
    expect(page.textContent).toContain('1 task from TickTick');
    await click(undoButtons()[0]!);
    expect(dialog().textContent).toContain('Its task will be deleted, except what you have changed since.');
    await click(button(dialog(), 'Cancel'));
    await expectNoRequest(UNDO);
  });

  it('shows nothing when there is nothing to undo', async () => {
    await answer();

    expect(page.textContent.trim()).toBe('');
  });

  it('says what became of the tasks, once however often one clicks', async () => {
    await answer(anImport());
    const request = await undo();
    await click(undoButtons()[0]!);
    await expectNoRequest(UNDO);
    request.flush({ removed: 1199, kept: 1 });
    await answer(anImport({ undoneAt: '2026-11-30T09:00:00.000Z' }));

    expect(toast()).toBe('1,199 tasks are deleted. 1 was changed or deleted since.');
    expect(undoButtons()).toHaveLength(0);
  });

  it('says why it could not', async () => {
    await answer(anImport());
    refuse(await undo(), 503, 'UNAVAILABLE');
    await answer(anImport());

    expect(toast()).toContain('The import could not be undone.');
    expect(undoButtons()).toHaveLength(1);
  });
});
