import { Service, computed, signal } from '@angular/core';
import type { AuthResponse, User } from '../api/types';
import { type AccessGrant, grantFrom } from './access-grant';
import type { SessionState, SignedOutReason } from './session-state';

/** What this tab knows of its session. Everybody reads it through `Session`, which alone changes it. */
@Service()
export class SessionRecord {
  private readonly currentState = signal<SessionState>({ status: 'loading' });
  private readonly currentGrant = signal<AccessGrant | undefined>(undefined);
  private resumption = Promise.withResolvers<void>();

  readonly state = this.currentState.asReadonly();
  readonly grant = this.currentGrant.asReadonly();
  /** Whose page this is, also while they have to sign in again. */
  readonly user = computed(() => {
    const state = this.state();
    return 'user' in state ? state.user : undefined;
  });
  readonly isInterrupted = computed(() => this.state().status === 'interrupted');

  signedIn(answer: AuthResponse): void {
    this.currentGrant.set(grantFrom(answer));
    this.enter({ status: 'signed-in', user: answer.user });
  }

  interrupted(user: User): void {
    this.currentGrant.set(undefined);
    this.currentState.set({ status: 'interrupted', user });
  }

  signedOut(reason?: SignedOutReason): void {
    this.currentGrant.set(undefined);
    this.enter({ status: 'signed-out', reason });
  }

  unavailable(): void {
    this.currentState.set({ status: 'unavailable' });
  }

  /** Shows what the person changed about themselves. */
  describe(user: User): void {
    const state = this.state();
    if ('user' in state && state.user.id === user.id) {
      this.currentState.set({ ...state, user });
    }
  }

  /** Resolves at the end of the interruption, at once when there is none. */
  async resumed(): Promise<void> {
    if (this.isInterrupted()) {
      await this.resumption.promise;
    }
  }

  private enter(state: SessionState): void {
    this.currentState.set(state);
    this.resumption.resolve();
    this.resumption = Promise.withResolvers();
  }
}
