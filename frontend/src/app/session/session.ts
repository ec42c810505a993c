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

/** How long the first page may stay empty while the server thinks. */
const RESTORE_PATIENCE = 3_000;

/** Who is signed in, and the access token, which lives in memory only. */
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

  /** At start-up: goes on with the session the browser has, and asks the server only when there may be one. */
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

  /** Rejects with a `Problem` and then changes nothing. */
  signIn(request: LoginRequest): Promise<void> {
    return this.begin(() => this.api.login(request));
  }

  /** Rejects with a `Problem` and then changes nothing. */
  signUp(request: RegisterRequest): Promise<void> {
    return this.begin(() => this.api.register(request));
  }

  /** Signed out here at once, whatever the server says. Resolves to whether it confirmed. */
  async signOut(): Promise<boolean> {
    const token = this.accessToken();
    this.leave('left');
    return this.serverSignOut.send(token);
  }

  /** Forgets everything in every tab, as after a sign-out that the server knows of already. */
  leave(reason: SignedOutReason): void {
    const userId = this.user()?.id;
    this.end(reason);
    forgetSignedInHint();
    if (userId) {
      this.tabs.tell({ type: 'signed-out', userId });
    }
  }

  /** Forgets everything in this tab and throws away whatever a refresh under way still brings. */
  end(reason: SignedOutReason): void {
    this.startAfresh();
    this.record.signedOut(reason);
  }

  /** Goes on with the token that came with a password check, unless the session ended meanwhile. */
  accept(answer: AuthResponse): void {
    if (!this.isInterrupted() && this.user()?.id === answer.user.id) {
      this.record.signedIn(answer);
    }
  }

  /** Shows what the person changed about themselves. */
  describe(user: User): void {
    this.record.describe(user);
  }

  /** Joins the refresh under way or starts one. Rejects with a `Problem`. */
  renew(): Promise<void> {
    this.renewal ??= this.requestGrant(this.abandonment.signal);
    return this.renewal;
  }

  /** Makes sure that the sender of a refused request has a newer token; rejects when it is somebody else's. */
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

  /** Waits for the end of an interruption. Rejects when it is somebody else who goes on, or nobody. */
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
   * Whoever has a page keeps it and signs in over it, whether or not something is typed there: filters, place and
   * half-made changes are worth keeping too, and one behaviour is easier to expect than two.
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
