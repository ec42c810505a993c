import { DestroyRef, Service, effect, inject } from '@angular/core';
import { Session } from './session';

const RETRY = 10_000;
const WAKE_UPS = ['pageshow', 'online', 'focus'];

/** Renews the access token before it expires, and as soon as the device, the tab or the network wakes up. */
@Service()
export class RefreshSchedule {
  private readonly session = inject(Session);
  private timer?: ReturnType<typeof setTimeout>;

  constructor() {
    const check = () => this.check();
    WAKE_UPS.forEach((event) => addEventListener(event, check));
    document.addEventListener('visibilitychange', check);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      WAKE_UPS.forEach((event) => removeEventListener(event, check));
      document.removeEventListener('visibilitychange', check);
    });
    effect(() => this.plan(this.delay()));
  }

  private delay(): number | undefined {
    if (this.session.state().status === 'unavailable') {
      return RETRY;
    }
    const grant = this.session.grant();
    return grant && Math.max(0, grant.renewAt - performance.now());
  }

  private plan(delay: number | undefined): void {
    clearTimeout(this.timer);
    if (delay !== undefined) {
      this.timer = setTimeout(() => this.check(), delay);
    }
  }

  private check(): void {
    const grant = this.session.grant();
    const due = grant ? performance.now() >= grant.renewAt : this.session.state().status === 'unavailable';
    if (due) {
      this.session.renew().catch(() => this.plan(RETRY));
    } else {
      // Browsers truncate fractional delays, so a timer may fire slightly early.
      this.plan(this.delay());
    }
  }
}
