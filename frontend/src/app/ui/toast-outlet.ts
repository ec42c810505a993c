import { Component, inject } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon } from './icon';
import { Toasts } from './toasts';

@Component({
  selector: 'app-toast-outlet',
  imports: [Icon],
  templateUrl: './toast-outlet.html',
  styleUrl: './toast-outlet.css',
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts);
  protected readonly texts = texts;
  private cameFrom: EventTarget | null = null;

  protected enter({ relatedTarget }: FocusEvent): void {
    this.cameFrom ??= relatedTarget;
    this.toasts.pause();
  }

  protected leave(): void {
    this.toasts.resume();
  }

  protected act(): void {
    this.returnFocus();
    this.toasts.act();
  }

  protected dismiss(): void {
    this.returnFocus();
    this.toasts.dismiss();
  }

  /** Returns the focus to its previous element when the message, which had it, goes away. */
  private returnFocus(): void {
    if (this.cameFrom instanceof HTMLElement && this.cameFrom.isConnected) {
      this.cameFrom.focus();
    }
    this.cameFrom = null;
  }
}
