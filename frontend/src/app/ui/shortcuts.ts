import { Dialog } from '@angular/cdk/dialog';
import { DestroyRef, Service, inject, signal } from '@angular/core';
import { isTyping } from './is-typing';

export interface Shortcut {
  /** As in `KeyboardEvent.key`; `Mod+` stands for Ctrl or Cmd. */
  readonly key: string;
  readonly description: string;
  readonly run: () => void;
  /** Whether it repeats while the key is held. */
  readonly repeats?: boolean;
}

const OFF = 'taskward.shortcuts-off';

/** Keyboard shortcuts for the whole page, inactive while typing or while a dialog is open. */
@Service()
export class Shortcuts {
  private readonly dialog = inject(Dialog);
  private readonly registered = signal<readonly Shortcut[]>([]);

  readonly all = this.registered.asReadonly();
  /** Single-key shortcuts interfere with speech input, so they can be turned off (WCAG 2.1.4). */
  readonly enabled = signal(localStorage.getItem(OFF) === null);

  constructor() {
    const press = (event: KeyboardEvent) => this.press(event);
    document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('keydown', press));
  }

  /** Registers the shortcuts of a component until it is destroyed. */
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
