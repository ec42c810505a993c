import { Service, computed, signal } from '@angular/core';
import type { AuthResponse, User } from '../api/types';
import { type AccessGrant, grantFrom } from './access-grant';
import type { SessionState, SignedOutReason } from './session-state';

/** This tab's session state. Read it through `Session`, which is the only writer. */
@Service()
export class SessionRecord {
  private readonly currentState = signal<SessionState>({ status: 'loading' });
  private readonly currentGrant = signal<AccessGrant | undefined>(undefined);
  private resumption = Promise.withResolvers<void>();

  readonly state = this.currentState.asReadonly();
  readonly grant = this.currentGrant.asReadonly();
  /** The page's owner, also while they must sign in again. */
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

  /** Updates the person's details after they changed them. */
  describe(user: User): void {
    const state = this.state();
    if ('user' in state && state.user.id === user.id) {
      this.currentState.set({ ...state, user });
    }
  }

  /** Resolves when the interruption ends, immediately if there is none. */
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
