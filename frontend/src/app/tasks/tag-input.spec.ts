import { Dialog } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { dialog } from '../../testing/board';
import { field, fill, press } from '../../testing/page';
import { provideTestServer, settle } from '../../testing/portal';
import { TaskDialog, taskDialogConfig } from './task-dialog';

describe('TagInput', () => {
  const tags = () => [...dialog().querySelectorAll('.tag')].map((tag) => tag.textContent.trim());

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    TestBed.inject(Dialog).open(TaskDialog, taskDialogConfig({ title: 'Buy milk' }));
    await settle();
    await fill(field(dialog(), 'Tags'), '買い物');
  });

  it('closes a tag with Enter', async () => {
    await press('Enter');

    expect(tags()).toEqual(['買い物']);
  });

  it('takes no tag twice, in whatever letter case', async () => {
    await fill(field(dialog(), 'Tags'), 'Home, home, work, HOME,');

    expect(tags()).toEqual(['Home', 'work']);
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])('leaves Enter to an input method: %j', async (key) => {
    await press('Enter', key);

    expect(tags()).toEqual([]);
    expect(field(dialog(), 'Tags').value).toBe('買い物');
  });
});
