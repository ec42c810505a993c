import { Dialog } from '@angular/cdk/dialog';
import { Component, type DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { press } from '../../testing/page';
import { Shortcuts } from './shortcuts';

@Component({ template: 'a dialog' })
class AnyDialog {}

describe('Shortcuts', () => {
  let shortcuts: Shortcuts;
  let pressed: string[];
  let removePage: () => void;

  const focus = (html: string) => {
    document.body.innerHTML = html;
    (document.body.firstElementChild as HTMLElement).focus();
  };

  beforeEach(() => {
    pressed = [];
    shortcuts = TestBed.inject(Shortcuts);
    const owner = { onDestroy: (callback: () => void) => (removePage = callback) } as unknown as DestroyRef;
    const keys = ['n', '?', 'Delete', 'Mod+z'];
    shortcuts.register(
      keys.map((key) => ({ key, description: key, run: () => pressed.push(key) })),
      owner,
    );
  });

  afterEach(() => (document.body.innerHTML = ''));

  it('run wherever the focus is on a page', async () => {
    await press('n');
    focus('<button>x</button>');
    await press('Delete');
    focus('<input type="checkbox">');
    await press('?', { shiftKey: true });
    await press('z', { ctrlKey: true });
    await press('z', { metaKey: true });

    expect(pressed).toEqual(['n', 'Delete', '?', 'Mod+z', 'Mod+z']);
  });

  it.each(['<input>', '<input type="search">', '<textarea></textarea>', '<select></select>'])(
    'leave %s to whoever types there',
    async (html) => {
      focus(html);
      await press('n');
      await press('z', { ctrlKey: true });

      expect(pressed).toEqual([]);
    },
  );

  it('run once however long the key is held, unless they are meant to go on', async () => {
    await press('n');
    await press('n', { repeat: true });
    const owner = { onDestroy: () => undefined } as unknown as DestroyRef;
    shortcuts.register([{ key: 'j', description: 'j', run: () => pressed.push('j'), repeats: true }], owner);
    await press('j');
    await press('j', { repeat: true });

    expect(pressed).toEqual(['n', 'j', 'j']);
  });

  it('keep still while a dialog is open', async () => {
    const dialog = TestBed.inject(Dialog).open(AnyDialog);
    await press('n');
    dialog.close();
    await press('n');

    expect(pressed).toEqual(['n']);
  });

  it('leave the combinations of the browser alone', async () => {
    await press('n', { ctrlKey: true });
    await press('n', { altKey: true });

    expect(pressed).toEqual([]);
  });

  it('can be switched off where they are a single letter, and stay so', async () => {
    shortcuts.enable(false);
    await press('n');
    await press('Delete');
    expect(pressed).toEqual(['Delete']);

    TestBed.resetTestingModule();
    expect(TestBed.inject(Shortcuts).enabled()).toBe(false);
  });

  it('go away with their page', async () => {
    removePage();
    await press('n');

    expect(pressed).toEqual([]);
    expect(shortcuts.all()).toEqual([]);
  });
});
