import { Dialog } from '@angular/cdk/dialog';
import { DestroyRef, Service, inject, signal } from '@angular/core';
import { isTyping } from './is-typing';

export interface Shortcut {
  /** As in `KeyboardEvent.key`; `Mod+` stands for Ctrl or Cmd. */
  readonly key: string;
  readonly description: string;
  readonly run: () => void;
  /** Whether it runs again and again while the key is held. */
  readonly repeats?: boolean;
}

const OFF = 'taskward.shortcuts-off';

/** Keys that work anywhere on a page but where somebody types or a dialog is open. */
@Service()
export class Shortcuts {
  private readonly dialog = inject(Dialog);
  private readonly registered = signal<readonly Shortcut[]>([]);

  readonly all = this.registered.asReadonly();
  /** Single keys get in the way of speech input, so they can be switched off (WCAG 2.1.4). */
  readonly enabled = signal(localStorage.getItem(OFF) === null);

  constructor() {
    const press = (event: KeyboardEvent) => this.press(event);
    document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('keydown', press));
  }

  /** Adds the shortcuts of a component for as long as it lives. */
  register(shortcuts: readonly Shortcut[], owner: DestroyRef): void {
    this.registered.update((all) => [...shortcuts, ...all]);
    owner.onDestroy(() => this.registered.update((all) => all.filter((one) => !shortcuts.includes(one))));
  }

  enable(enabled: boolean): void {
    this.enabled.set(enabled);
    if (enabled) {
      localStorage.removeItem(OFF);
    } else {
      localStorage.setItem(OFF, '1');
    }
  }

  private press(event: KeyboardEvent): void {
    if (event.defaultPrevented || isTyping(event.target) || this.dialog.openDialogs.length) {
      return;
    }
    const shortcut = this.registered().find(({ key }) => key === keyOf(event));
    if (!shortcut || (!this.enabled() && shortcut.key.length === 1)) {
      return;
    }
    event.preventDefault();
    if (!event.repeat || shortcut.repeats) {
      shortcut.run();
    }
  }
}

function keyOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  if (altKey) {
    return '';
  }
  return ctrlKey || metaKey ? `Mod+${key}` : key;
}
