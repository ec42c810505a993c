import { Service, inject } from '@angular/core';
import type { AuthResponse } from '../api/types';
import { toProblem } from '../problems/problem';
import { AuthApi } from './auth-api';
import { withSessionLock } from './session-lock';
import { wait } from './wait';

const BACK_OFF = [500, 2_000];
const LONGEST_WAIT = 10_000;

/** Fetches the next access token: one tab at a time, retrying while the server is unavailable. */
@Service()
export class TokenRefresh {
  private readonly api = inject(AuthApi);

  /** Rejects with a `Problem`; only `REFRESH_REJECTED` means that the session has ended. */
  async request(abandoned: AbortSignal): Promise<AuthResponse> {
    for (const delay of BACK_OFF) {
      try {
        return await this.attempt(abandoned);
      } catch (error) {
        const problem = toProblem(error);
        const pause = Math.max(delay, (problem.retryAfter ?? 0) * 1_000);
        if (!problem.isTemporary || pause > LONGEST_WAIT) {
          throw problem;
        }
        await wait(pause);
      }
    }
    return this.attempt(abandoned);
  }

  private attempt(abandoned: AbortSignal): Promise<AuthResponse> {
    return withSessionLock(() => {
      abandoned.throwIfAborted();
      return this.api.refresh(abandoned);
    });
  }
}
