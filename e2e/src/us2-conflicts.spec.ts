import { expect } from '@playwright/test';
import { Board } from './support/board.ts';
import { test } from './support/portal-test.ts';

test.beforeEach(async ({ ada }) => {
  await ada.createTask({ title: 'Paint the fence', description: 'white' });
});

/** Two tabs of one browser, both with the dialog of the same task open; the second one saves a new title first. */
const twoTabs = test.extend<{ other: Board }>({
  other: async ({ board, context }, use) => {
    const other = new Board(await context.newPage());
    await board.open();
    await other.open();
    await board.edit('Paint the fence');
    await other.edit('Paint the fence');
    await use(other);
  },
});

async function saveTitle({ dialog }: Board, title: string): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('button', { name: 'Save' }).click();
}

twoTabs(
  'shows what another tab made of the same field, and lets mine stand',
  async ({ ada, board, other }) => {
    await saveTitle(other, 'Paint the shed');
    await expect(other.dialog).toBeHidden();

    await saveTitle(board, 'Paint the gate');
    const conflict = board.dialog.getByRole('alert').filter({ hasText: 'changed somewhere else' });
    await expect(conflict).toContainText('Paint the shed');
    await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Paint the gate');
    expect(await ada.tasks()).toMatchObject([{ title: 'Paint the shed' }]);

    await board.dialog.getByRole('button', { name: 'Keep mine' }).click();
    await expect(board.row('Paint the gate')).toBeVisible();
    expect(await ada.tasks()).toMatchObject([{ title: 'Paint the gate' }]);
  },
);

twoTabs(
  'lets theirs stand in the field in question and keeps my other changes',
  async ({ ada, board, other }) => {
    await saveTitle(other, 'Paint the shed');
    await expect(other.dialog).toBeHidden();
    await board.dialog.getByRole('textbox', { name: 'Description' }).fill('green');
    await saveTitle(board, 'Paint the gate');

    await board.dialog.getByRole('button', { name: 'Use the saved version' }).click();
    await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Paint the shed');
    await expect(board.dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('green');
    await board.dialog.getByRole('button', { name: 'Save' }).click();

    await expect(board.dialog).toBeHidden();
    expect(await ada.tasks()).toMatchObject([{ title: 'Paint the shed', description: 'green' }]);
  },
);

twoTabs('merges changes to different fields by itself', async ({ ada, board, other }) => {
  await saveTitle(other, 'Paint the shed');
  await expect(other.dialog).toBeHidden();

  await board.dialog.getByRole('textbox', { name: 'Description' }).fill('green');
  await board.dialog.getByRole('button', { name: 'Save' }).click();

  await expect(board.row('Paint the shed')).toBeVisible();
  expect(await ada.tasks()).toMatchObject([{ title: 'Paint the shed', description: 'green' }]);
});

twoTabs('says that a task was deleted in another tab, and keeps what was typed', async ({ ada, other }) => {
  const [task] = await ada.tasks();
  await ada.send('DELETE', `/tasks/${task!.id}`);

  await saveTitle(other, 'Paint the gate');

  await expect(other.dialog.getByText('This task was deleted somewhere else')).toBeVisible();
  await expect(other.dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Paint the gate');
});

test('takes a task off the board that another tab has deleted', async ({ ada, board }) => {
  await board.open();
  const [task] = await ada.tasks();
  await ada.send('DELETE', `/tasks/${task!.id}`);

  await board.checkbox('Paint the fence').click();

  await expect(board.notifications).toContainText('This task no longer exists.');
  await expect(board.row('Paint the fence')).toBeHidden();
});
