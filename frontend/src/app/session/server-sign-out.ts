import { Service, inject } from '@angular/core';
import { AuthApi } from './auth-api';
import { withSessionLock } from './session-lock';

const PENDING = 'taskward.sign-out-pending';
const RETRY = 15_000;

/** Ends the session on the server, and keeps trying across reloads when the server cannot be reached. */
@Service()
export class ServerSignOut {
  private readonly api = inject(AuthApi);

  get isPending(): boolean {
    return localStorage.getItem(PENDING) !== null;
  }

  /** Resolves to whether the server confirmed. */
  async send(accessToken?: string): Promise<boolean> {
    localStorage.setItem(PENDING, '1');
    return this.attempt(accessToken);
  }

  /** A new sign-in ends the old session by itself; a late sign-out would hit the new one. */
  forget(): void {
    localStorage.removeItem(PENDING);
  }

  async resume(): Promise<void> {
    if (this.isPending) {
      await this.attempt();
    }
  }

  private async attempt(accessToken?: string): Promise<boolean> {
    try {
      await withSessionLock(async () => {
        if (this.isPending) {
          await this.api.logout(accessToken);
        }
      });
      this.forget();
      return true;
    } catch {
      this.tryAgainLater(accessToken);
      return false;
    }
  }

  private tryAgainLater(accessToken?: string): void {
    const again = () => {
      clearTimeout(timer);
      removeEventListener('online', again);
      if (this.isPending) {
        void this.attempt(accessToken);
      }
    };
    const timer = setTimeout(again, RETRY);
    addEventListener('online', again);
  }
}
