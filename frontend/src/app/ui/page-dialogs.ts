import { Dialog, type DialogConfig, type DialogRef } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/overlay';
import { DestroyRef, Service, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { ConfirmDialog, type Confirmation, confirmDialogConfig } from './confirm-dialog';

/** The dialogs of one page, closed with it: the next person to sign in must not see them. */
@Service({ autoProvided: false })
export class PageDialogs {
  private readonly dialog = inject(Dialog);
  private readonly page = inject(DestroyRef);
  private readonly opened = new Set<DialogRef<unknown, unknown>>();

  constructor() {
    this.page.onDestroy(() => this.closeAll());
  }

  /** Resolves to the dialog's result; immediately if the page is gone already. */
  async open<R, D, C>(
    content: ComponentType<C>,
    config: DialogConfig<D, DialogRef<R, C>>,
  ): Promise<R | undefined> {
    if (this.page.destroyed) {
      return undefined;
    }
    const dialog = this.dialog.open<R, D, C>(content, config);
    const known = dialog as DialogRef<unknown, unknown>;
    this.opened.add(known);
    const result = await firstValueFrom(dialog.closed);
    this.opened.delete(known);
    return result;
  }

  async confirm(confirmation: Confirmation): Promise<boolean> {
    return (await this.open(ConfirmDialog, confirmDialogConfig(confirmation))) ?? false;
  }

  /** Also closes dialogs that would otherwise ask first. */
  private closeAll(): void {
    for (const dialog of this.opened) {
      dialog.config.closePredicate = undefined;
      dialog.close();
    }
  }
}
