import { HttpClient } from '@angular/common/http';
import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { aUser, anAuthResponse } from '../../testing/factories';
import {
  expectNoRequest,
  expectRequest,
  provideTestServer,
  refuse,
  settle,
  signIn,
} from '../../testing/portal';
import type { ProblemCode } from '../api/types';

const URL = '/api/v1/tasks';

describe('refreshAndRetry', () => {
  let server: HttpTestingController;

  const get = (): Promise<unknown> => firstValueFrom(TestBed.inject(HttpClient).get(URL));
  const pending = (): TestRequest[] => server.match((request) => request.url === URL);
  const bearerOf = ({ request }: TestRequest): string | null => request.headers.get('Authorization');

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    server = TestBed.inject(HttpTestingController);
    await signIn();
  });

  it.each<ProblemCode>(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'TOKEN_MISSING', 'SESSION_ENDED'])(
    'renews the token on %s and completes the request',
    async (code) => {
      const answer = get();
      refuse(await expectRequest('GET /tasks'), 401, code);
      (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'token-2' }));
      const repeated = await expectRequest('GET /tasks');
      repeated.flush({ items: [] });

      await expect(answer).resolves.toEqual({ items: [] });
      expect(bearerOf(repeated)).toBe('Bearer token-2');
    },
  );

  it('refreshes once for five requests and repeats each of them once', async () => {
    const answers = Promise.all([get(), get(), get(), get(), get()]);
    pending().forEach((request) => refuse(request, 401, 'TOKEN_EXPIRED'));
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'token-2' }));
    await settle();
    const repeated = pending();
    repeated.forEach((request) => request.flush('done'));

    await expect(answers).resolves.toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(repeated.map(bearerOf)).toEqual(Array(5).fill('Bearer token-2'));
    server.verify();
  });

  it('takes the newer token when somebody else has refreshed meanwhile', async () => {
    const slow = get();
    const quick = get();
    const [slowRequest, quickRequest] = pending() as [TestRequest, TestRequest];
    refuse(quickRequest, 401, 'TOKEN_EXPIRED');
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'token-2' }));
    (await expectRequest('GET /tasks')).flush('quick');
    refuse(slowRequest, 401, 'TOKEN_EXPIRED');
    await expectNoRequest('POST /auth/refresh');
    (await expectRequest('GET /tasks')).flush('slow');

    await expect(Promise.all([slow, quick])).resolves.toEqual(['slow', 'quick']);
  });

  it('repeats a request only once', async () => {
    const answer = get();
    refuse(await expectRequest('GET /tasks'), 401, 'TOKEN_EXPIRED');
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'token-2' }));
    refuse(await expectRequest('GET /tasks'), 401, 'TOKEN_EXPIRED');

    await expect(answer).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
    await expectNoRequest('POST /auth/refresh');
  });

  it.each<ProblemCode>(['INVALID_CREDENTIALS', 'NOT_FOUND', 'RATE_LIMITED'])(
    'leaves %s to whoever asked',
    async (code) => {
      const answer = get();
      refuse(await expectRequest('GET /tasks'), 401, code);

      await expect(answer).rejects.toMatchObject({ code });
      await expectNoRequest('POST /auth/refresh');
    },
  );

  it('never repeats the request as somebody else', async () => {
    const answer = get();
    refuse(await expectRequest('GET /tasks'), 401, 'SESSION_ENDED');
    const grace = aUser({ id: 'grace' });
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'hers', user: grace }));

    await expect(answer).rejects.toMatchObject({ code: 'SESSION_CHANGED' });
    await expectNoRequest('GET /tasks');
  });

  it('asks no more once the session is known to be over', async () => {
    void get();
    void get();
    const [first, second] = pending() as [TestRequest, TestRequest];
    refuse(first, 401, 'TOKEN_EXPIRED');
    refuse(await expectRequest('POST /auth/refresh'), 401, 'REFRESH_REJECTED');
    await settle();
    refuse(second, 401, 'TOKEN_EXPIRED');

    await expectNoRequest('POST /auth/refresh');
    await expectNoRequest('GET /tasks');
  });

  it('does not revive a session after its sign-out', async () => {
    const session = await signIn();
    const answer = get();
    const late = await expectRequest('GET /tasks');
    void session.signOut();
    refuse(late, 401, 'SESSION_ENDED');

    await expect(answer).rejects.toMatchObject({ code: 'SESSION_CHANGED' });
    await expectNoRequest('POST /auth/refresh');
  });
});
