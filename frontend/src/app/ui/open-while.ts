import { Dialog, type DialogConfig, type DialogRef } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/overlay';
import { DestroyRef, type Signal, effect, inject, untracked } from '@angular/core';

export type StandingDialogConfig = DialogConfig<unknown, DialogRef<unknown, unknown>>;

/** Keeps a dialog open while a condition holds. Call in an injection context; destroying it closes the dialog too. */
export function openWhile(
  holds: Signal<boolean>,
  content: ComponentType<unknown>,
  config: StandingDialogConfig,
): void {
  const dialog = inject(Dialog);
  let opened: DialogRef<unknown, unknown> | undefined;

  const follow = (isWanted: boolean) => {
    opened?.close();
    opened = isWanted ? dialog.open(content, config) : undefined;
  };
  effect(() => {
    const isWanted = holds();
    untracked(() => follow(isWanted));
  });
  inject(DestroyRef).onDestroy(() => opened?.close());
}
