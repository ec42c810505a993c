import { TestBed } from '@angular/core/testing';
import { openAccountPage } from '../../testing/account';
import { button, click } from '../../testing/page';
import { expectRequest, loseConnection, settle } from '../../testing/portal';
import { Toasts } from '../ui/toasts';
import { TaskExport } from './task-export';

const EXPORT = 'GET /tasks/export';

describe('TaskExport', () => {
  let page: HTMLElement;
  let saved: { name: string; content: Blob }[];

  const toast = () => TestBed.inject(Toasts).current()?.message;

  beforeEach(async () => {
    saved = [];
    let content: Blob;
    // What a browser has for downloads, and jsdom has not.
    URL.createObjectURL = (blob) => ((content = blob as Blob), 'blob:tasks');
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, content });
    });
    page = await openAccountPage(TaskExport);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    page.remove();
  });

  it.each([
    ['attachment; filename="taskward-2026-11-21.csv"', 'taskward-2026-11-21.csv'],
    ['attachment', 'taskward.csv'],
  ])('saves what the server sends as %s under the name %s', async (disposition, name) => {
    const content = new Blob(['id,title']);
    await click(button(page, 'Download CSV'));
    const download = await expectRequest(EXPORT);
    download.flush(content, { headers: { 'Content-Disposition': disposition } });
    await settle();

    expect(download.request.params.get('format')).toBe('csv');
    expect(saved).toEqual([{ name, content }]);
    expect(toast()).toBe('Your file is being saved.');
  });

  it('makes one file at a time', async () => {
    await click(button(page, 'Download JSON'));
    expect(button(page, 'Preparing …').getAttribute('aria-disabled')).toBe('true');
    await click(button(page, 'Download iCalendar'));

    expect((await expectRequest(EXPORT)).request.params.get('format')).toBe('json');
  });

  it('saves nothing of a download that broke off, and says so', async () => {
    await click(button(page, 'Download iCalendar'));
    loseConnection(await expectRequest(EXPORT));
    await settle();

    expect(saved).toEqual([]);
    expect(toast()).toContain('Your tasks could not be downloaded.');
    expect(button(page, 'Download iCalendar').hasAttribute('aria-disabled')).toBe(false);
  });
});
