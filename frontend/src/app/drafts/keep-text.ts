import { type Signal, type WritableSignal, computed, effect, inject, signal, untracked } from '@angular/core';
import { Drafts } from './drafts';

/**
 * Keeps input as a draft of that name, and restores it after a reload, unless the field has text already. Returns
 * whether text was restored, until the text changes. Call in an injection context.
 */
export function keepText(name: string, text: WritableSignal<string>): Signal<boolean> {
  const drafts = inject(Drafts);
  const restored = signal<string | undefined>(undefined);
  const isReady = signal(false);

  void drafts.read(name).then((draft) => {
    if (typeof draft === 'string' && draft && !text()) {
      restored.set(draft);
      text.set(draft);
    }
    isReady.set(true);
  });
  effect(() => {
    const value = text();
    if (value) {
      untracked(() => drafts.keep(name, value));
    } else if (isReady()) {
      untracked(() => drafts.discard(name));
    }
  });
  return computed(() => restored() !== undefined && restored() === text());
}
