import { Service, computed, inject, signal } from '@angular/core';
import type { AuthResponse, LoginRequest, RegisterRequest } from '../api/types';
import { Problem, toProblem } from '../problems/problem';
import { type AccessGrant, grantFrom } from './access-grant';
import { AuthApi } from './auth-api';
import { ServerSignOut } from './server-sign-out';
import { withSessionLock } from './session-lock';
import type { SessionState, SignedOutReason } from './session-state';
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
  private readonly refresh = inject(TokenRefresh);
  private readonly serverSignOut = inject(ServerSignOut);
  private readonly tabs = inject(TabChannel);

  private readonly currentState = signal<SessionState>({ status: 'loading' });
  private readonly currentGrant = signal<AccessGrant | undefined>(undefined);
  private renewal?: Promise<void>;
  private abandonment = new AbortController();

  readonly state = this.currentState.asReadonly();
  readonly grant = this.currentGrant.asReadonly();
  readonly user = computed(() => {
    const state = this.state();
    return state.status === 'signed-in' ? state.user : undefined;
  });

  accessToken(): string | undefined {
    return this.currentGrant()?.accessToken;
  }

  /** At start-up: goes on with the session the browser has, and asks the server only when there may be one. */
  async restore(): Promise<void> {
    if (this.serverSignOut.isPending || !hasSignedInHint()) {
      this.currentState.set({ status: 'signed-out' });
      void this.serverSignOut.resume();
      return;
    }
    await Promise.race([this.renew().catch(() => undefined), wait(RESTORE_PATIENCE)]);
    if (this.state().status === 'loading') {
      this.currentState.set({ status: 'unavailable' });
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
    const userId = this.user()?.id;
    this.end('left');
    forgetSignedInHint();
    if (userId) {
      this.tabs.tell({ type: 'signed-out', userId });
    }
    return this.serverSignOut.send(token);
  }

  /** Forgets everything in this tab and throws away whatever a refresh under way still brings. */
  end(reason: SignedOutReason): void {
    this.startAfresh();
    this.currentGrant.set(undefined);
    this.currentState.set({ status: 'signed-out', reason });
  }

  /** Joins the refresh under way or starts one. Rejects with a `Problem`. */
  renew(): Promise<void> {
    this.renewal ??= this.requestGrant(this.abandonment.signal);
    return this.renewal;
  }

  /** Makes sure that the sender of a refused request has a newer token; rejects when it is somebody else's. */
  async renewFor(userId: string | undefined, staleToken: string | undefined): Promise<void> {
    if (userId && this.accessToken() === staleToken) {
      await this.renew();
    }
    if (!userId || this.user()?.id !== userId) {
      throw new Problem('SESSION_CHANGED');
    }
  }

  private async requestGrant(abandoned: AbortSignal): Promise<void> {
    try {
      const answer = await this.refresh.request(abandoned);
      abandoned.throwIfAborted();
      this.renewal = undefined;
      this.adopt(answer);
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
    this.adopt(answer);
    this.tabs.tell({ type: 'signed-in', userId: answer.user.id });
  }

  private adopt(answer: AuthResponse): void {
    this.currentGrant.set(grantFrom(answer));
    this.currentState.set({ status: 'signed-in', user: answer.user });
  }

  private refused(problem: Problem): void {
    if (problem.code === 'REFRESH_REJECTED') {
      this.end('ended');
    } else if (!this.user()) {
      this.currentState.set({ status: 'unavailable' });
    }
  }

  private startAfresh(): void {
    this.abandonment.abort();
    this.abandonment = new AbortController();
    this.renewal = undefined;
  }
}
