import { Service, inject } from '@angular/core';
import type { AuthResponse, LoginRequest, RegisterRequest, User } from '../api/types';
import { Problem, toProblem } from '../problems/problem';
import { AuthApi } from './auth-api';
import { ServerSignOut } from './server-sign-out';
import { withSessionLock } from './session-lock';
import { SessionRecord } from './session-record';
import type { SignedOutReason } from './session-state';
import { forgetSignedInHint, hasSignedInHint } from './signed-in-hint';
import { TabChannel } from './tab-channel';
import { TokenRefresh } from './token-refresh';
import { wait } from './wait';

/** Milliseconds for which the first page may stay empty while the session is restored. */
const RESTORE_PATIENCE = 3_000;

/** The signed-in person, and the access token, which is only kept in memory. */
@Service()
export class Session {
  private readonly api = inject(AuthApi);
  private readonly record = inject(SessionRecord);
  private readonly refresh = inject(TokenRefresh);
  private readonly serverSignOut = inject(ServerSignOut);
  private readonly tabs = inject(TabChannel);

  private renewal?: Promise<void>;
  private abandonment = new AbortController();

  readonly state = this.record.state;
  readonly grant = this.record.grant;
  readonly user = this.record.user;
  readonly isInterrupted = this.record.isInterrupted;

  accessToken(): string | undefined {
    return this.grant()?.accessToken;
  }

  /** At start-up: restores the browser's session; calls the server only if there may be one. */
  async restore(): Promise<void> {
    if (this.serverSignOut.isPending || !hasSignedInHint()) {
      this.record.signedOut();
      void this.serverSignOut.resume();
      return;
    }
    await Promise.race([this.renew().catch(() => undefined), wait(RESTORE_PATIENCE)]);
    if (this.state().status === 'loading') {
      this.record.unavailable();
    }
  }

  /** On failure, rejects with a `Problem` and changes nothing. */
  signIn(request: LoginRequest): Promise<void> {
    return this.begin(() => this.api.login(request));
  }

  /** On failure, rejects with a `Problem` and changes nothing. */
  signUp(request: RegisterRequest): Promise<void> {
    return this.begin(() => this.api.register(request));
  }

  /** Signs out here immediately. Resolves to whether the server confirmed it. */
  async signOut(): Promise<boolean> {
    const token = this.accessToken();
    this.leave('left');
    return this.serverSignOut.send(token);
  }

  /** Clears the state of every tab, after a sign-out that the server already knows about. */
  leave(reason: SignedOutReason): void {
    const userId = this.user()?.id;
    this.end(reason);
    forgetSignedInHint();
    if (userId) {
      this.tabs.tell({ type: 'signed-out', userId });
    }
  }

  /** Clears the state of this tab and discards the result of any refresh in progress. */
  end(reason: SignedOutReason): void {
    this.startAfresh();
    this.record.signedOut(reason);
  }

  /** Adopts the token from a password check, unless the session has ended meanwhile. */
  accept(answer: AuthResponse): void {
    if (!this.isInterrupted() && this.user()?.id === answer.user.id) {
      this.record.signedIn(answer);
    }
  }

  /** Updates the person's details after they changed them. */
  describe(user: User): void {
    this.record.describe(user);
  }

  /** Joins the refresh in progress or starts one. Rejects with a `Problem`. */
  renew(): Promise<void> {
    this.renewal ??= this.requestGrant(this.abandonment.signal);
    return this.renewal;
  }

  /** Ensures that the sender of a rejected request has a newer token; rejects if another person is signed in. */
  async renewFor(userId: string | undefined, staleToken: string | undefined): Promise<void> {
    if (this.isInterrupted()) {
      throw new Problem('REFRESH_REJECTED', 401);
    }
    if (userId && this.accessToken() === staleToken) {
      await this.renew();
    }
    if (!userId || this.user()?.id !== userId) {
      throw new Problem('SESSION_CHANGED');
    }
  }

  /** Waits until the interruption ends. Rejects if another person signs in, or nobody. */
  async resumedBy(userId: string | undefined): Promise<void> {
    await this.record.resumed();
    const user = this.user();
    if (!user || user.id !== userId) {
      throw new Problem(user ? 'SESSION_CHANGED' : 'CANCELLED');
    }
  }

  private async requestGrant(abandoned: AbortSignal): Promise<void> {
    try {
      const answer = await this.refresh.request(abandoned);
      abandoned.throwIfAborted();
      this.renewal = undefined;
      this.record.signedIn(answer);
    } catch (error) {
      if (abandoned.aborted) {
        throw new Problem('SESSION_CHANGED');
      }
      this.renewal = undefined;
      this.refused(toProblem(error));
      throw error;
    }
  }

  private async begin(request: () => Promise<AuthResponse>): Promise<void> {
    const answer = await withSessionLock(() => {
      this.serverSignOut.forget();
      return request();
    });
    this.startAfresh();
    this.record.signedIn(answer);
    this.tabs.tell({ type: 'signed-in', userId: answer.user.id });
  }

  /**
   * An open page stays, with the sign-in dialog over it, whether or not it has unsaved input: filters, scroll position
   * and partial changes are worth keeping too, and uniform behaviour is easier to predict.
   */
  private refused({ code }: Problem): void {
    const user = this.user();
    if (code !== 'REFRESH_REJECTED') {
      if (!user) {
        this.record.unavailable();
      }
    } else if (user) {
      this.startAfresh();
      this.record.interrupted(user);
    } else {
      this.end('ended');
    }
  }

  private startAfresh(): void {
    this.abandonment.abort();
    this.abandonment = new AbortController();
    this.renewal = undefined;
  }
}
