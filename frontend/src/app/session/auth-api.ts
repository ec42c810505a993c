import { HttpClient, HttpContext, HttpContextToken } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  type MonoTypeOperatorFunction,
  type Observable,
  firstValueFrom,
  fromEvent,
  takeUntil,
  throwError,
  timeout,
} from 'rxjs';
import type { AuthResponse, LoginRequest, RegisterRequest } from '../api/types';
import { AUTH_URL } from '../api/urls';
import { Problem } from '../problems/problem';

/** Marks calls that open or end a session: they send no bearer token and never wait for a refresh. */
export const OUTSIDE_SESSION = new HttpContextToken(() => false);

const CSRF = { 'X-Taskward-CSRF': '1' };
const COOKIE_CALL_TIMEOUT = 5_000;

/** The authentication routes. Every method rejects with a `Problem`. */
@Service()
export class AuthApi {
  private readonly http = inject(HttpClient);

  register(request: RegisterRequest): Promise<AuthResponse> {
    return firstValueFrom(this.post<AuthResponse>('register', request));
  }

  login(request: LoginRequest): Promise<AuthResponse> {
    return firstValueFrom(this.post<AuthResponse>('login', request));
  }

  refresh(abandoned: AbortSignal): Promise<AuthResponse> {
    const answer = this.post<AuthResponse>('refresh', null, CSRF);
    return firstValueFrom(answer.pipe(within(COOKIE_CALL_TIMEOUT), takeUntil(fromEvent(abandoned, 'abort'))));
  }

  /** Ends the session of the cookie, and that of `accessToken` if it is still valid. */
  logout(accessToken?: string): Promise<void> {
    const bearer = accessToken ? { Authorization: `Bearer ${accessToken}` } : undefined;
    const answer = this.post<void>('logout', null, { ...CSRF, ...bearer });
    return firstValueFrom(answer.pipe(within(COOKIE_CALL_TIMEOUT)));
  }

  /** Checks the password again. Part of the session, so it sends the bearer token. */
  reauthenticate(password: string): Promise<AuthResponse> {
    return firstValueFrom(this.http.post<AuthResponse>(`${AUTH_URL}/reauthenticate`, { password }));
  }

  private post<T>(route: string, body: unknown, headers = {}): Observable<T> {
    const context = new HttpContext().set(OUTSIDE_SESSION, true);
    return this.http.post<T>(`${AUTH_URL}/${route}`, body, { headers, context });
  }
}

function within<T>(milliseconds: number): MonoTypeOperatorFunction<T> {
  return timeout({ first: milliseconds, with: () => throwError(() => new Problem('TIMEOUT')) });
}
