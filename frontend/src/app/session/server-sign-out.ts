import { Service, inject } from '@angular/core';
import { AuthApi } from './auth-api';
import { withSessionLock } from './session-lock';

const PENDING = 'taskward.sign-out-pending';
const RETRY = 15_000;

/** Ends the session on the server, retrying across reloads while the server is unreachable. */
@Service()
export class ServerSignOut {
  private readonly api = inject(AuthApi);

  get isPending(): boolean {
    return localStorage.getItem(PENDING) !== null;
  }

  /** Resolves to whether the server confirmed it. */
  async send(accessToken?: string): Promise<boolean> {
    localStorage.setItem(PENDING, '1');
    return this.attempt(accessToken);
  }

  /** Signing in ends the old session anyway; a late sign-out would end the new one. */
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
