import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type {
  AuthResponse,
  ChangePasswordRequest,
  CreatePersonalTokenRequest,
  CreatedPersonalToken,
  SecurityEventPage,
  User,
} from '../api/types';
import { PERSONAL_TOKENS_URL, AUTH_URL, ME_URL, SECURITY_EVENTS_URL, SESSIONS_URL } from '../api/urls';
import { KNOWN_PASSWORD } from '../session/step-up-and-retry';

/** A person's account operations. Every method rejects with a `Problem`. */
@Service()
export class AccountApi {
  private readonly http = inject(HttpClient);

  rename(displayName: string): Promise<User> {
    return firstValueFrom(this.http.patch<User>(ME_URL, { displayName }));
  }

  changePassword(request: ChangePasswordRequest): Promise<AuthResponse> {
    const context = knowing(request.currentPassword);
    return firstValueFrom(this.http.post<AuthResponse>(`${ME_URL}/password`, request, { context }));
  }

  export(): Promise<unknown> {
    return firstValueFrom(this.http.get<unknown>(`${ME_URL}/export`));
  }

  delete(password: string): Promise<void> {
    return firstValueFrom(this.http.delete<void>(ME_URL, { body: { password }, context: knowing(password) }));
  }

  endSession(id: string): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${SESSIONS_URL}/${encodeURIComponent(id)}`));
  }

  endOtherSessions(): Promise<void> {
    return firstValueFrom(this.http.delete<void>(SESSIONS_URL));
  }

  endAllSessions(): Promise<void> {
    return firstValueFrom(this.http.post<void>(`${AUTH_URL}/logout-all`, null));
  }

  createPersonalToken(request: CreatePersonalTokenRequest): Promise<CreatedPersonalToken> {
    return firstValueFrom(this.http.post<CreatedPersonalToken>(PERSONAL_TOKENS_URL, request));
  }

  revokePersonalToken(id: string): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${PERSONAL_TOKENS_URL}/${encodeURIComponent(id)}`));
  }

  securityEvents(cursor?: string): Promise<SecurityEventPage> {
    const params = cursor ? { cursor } : undefined;
    return firstValueFrom(this.http.get<SecurityEventPage>(SECURITY_EVENTS_URL, { params }));
  }
}

function knowing(password: string): HttpContext {
  return new HttpContext().set(KNOWN_PASSWORD, password);
}
