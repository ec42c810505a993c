import { Service, signal } from '@angular/core';

export interface Toast {
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const LIFETIME = 8_000;

/** Shows one short message at a time, with at most one action. */
@Service()
export class Toasts {
  private readonly shown = signal<Toast | undefined>(undefined);
  private timer?: ReturnType<typeof setTimeout>;

  readonly current = this.shown.asReadonly();

  show(message: string, action?: Toast['action']): Toast {
    const toast = { message, action };
    this.shown.set(toast);
    this.resume();
    return toast;
  }

  /** Runs the action of the current message, if any. */
  act(): void {
    const action = this.shown()?.action;
    this.dismiss();
    action?.run();
  }

  dismiss(): void {
    clearTimeout(this.timer);
    this.shown.set(undefined);
  }

  /** Keeps the message while it is being read or about to be used. */
  pause(): void {
    clearTimeout(this.timer);
  }

  resume(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.dismiss(), LIFETIME);
  }
}
