import { type HttpRequest, provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  type TestRequest,
  provideHttpClientTesting,
} from '@angular/common/http/testing';
import type { EnvironmentProviders, Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ProblemBody, ProblemCode } from '../app/api/types';
import { TabRollCall } from '../app/drafts/tab-roll-call';
import { mapProblems } from '../app/problems/map-problems';
import { attachBearer } from '../app/session/attach-bearer';
import { refreshAndRetry } from '../app/session/refresh-and-retry';
import { Session } from '../app/session/session';
import { stepUpAndRetry } from '../app/session/step-up-and-retry';
import { waitForSignIn } from '../app/session/wait-for-sign-in';
import { aProblem, anAuthResponse } from './factories';

/** Nobody has to wait for tabs that a test does not open. */
const NO_OTHER_TABS: Pick<TabRollCall, 'answerAs' | 'others'> = {
  answerAs: () => undefined,
  others: () => Promise.resolve(new Set()),
};

/** HTTP as the portal has it, with a server that answers when the test says so. */
export function provideTestServer(): (Provider | EnvironmentProviders)[] {
  return [
    provideHttpClient(
      withInterceptors([waitForSignIn, stepUpAndRetry, refreshAndRetry, attachBearer, mapProblems]),
    ),
    provideHttpClientTesting(),
    { provide: TabRollCall, useValue: NO_OTHER_TABS },
  ];
}

/** Lets everything that is ready to happen happen, without moving the clock. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
    TestBed.tick();
  }
}

/** Waits for the one request to a route, written as `POST /auth/login`. */
export async function expectRequest(route: string): Promise<TestRequest> {
  await settle();
  return TestBed.inject(HttpTestingController).expectOne((request) => routeOf(request) === route, route);
}

export async function expectNoRequest(route: string): Promise<void> {
  await settle();
  TestBed.inject(HttpTestingController).expectNone((request) => routeOf(request) === route, route);
}

export function refuse(
  request: TestRequest,
  status: number,
  code: ProblemCode,
  body?: Partial<ProblemBody>,
): void {
  request.flush(aProblem(status, code, body), { status, statusText: code });
}

export function loseConnection(request: TestRequest): void {
  request.error(new ProgressEvent('error'));
}

/** Signs somebody in, as every page behind the sign-in needs it. */
export async function signIn(response = anAuthResponse()): Promise<Session> {
  const session = TestBed.inject(Session);
  const signedIn = session.signIn({ email: response.user.email, password: 'a password', rememberMe: true });
  (await expectRequest('POST /auth/login')).flush(response);
  await signedIn;
  return session;
}

/** Signs somebody in and lets the server forget the session. */
export async function interrupt(): Promise<Session> {
  const session = await signIn();
  session.renew().catch(() => undefined);
  refuse(await expectRequest('POST /auth/refresh'), 401, 'REFRESH_REJECTED');
  await settle();
  return session;
}

function routeOf({ method, url }: HttpRequest<unknown>): string {
  return `${method} ${url.replace('/api/v1', '')}`;
}
