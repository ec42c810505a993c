import { HttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { aUser, anAuthResponse } from '../../testing/factories';
import {
  expectNoRequest,
  expectRequest,
  interrupt,
  provideTestServer,
  refuse,
  settle,
  signIn,
} from '../../testing/portal';
import type { Session } from './session';

const POST = 'POST /tasks';

describe('waitForSignIn', () => {
  const post = (): Promise<unknown> =>
    firstValueFrom(TestBed.inject(HttpClient).post('/api/v1/tasks', { title: 'milk' }));

  const backAgain = () => signIn(anAuthResponse({ accessToken: 'token-2' }));

  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTestServer()] }));

  describe('a request that finds the session over', () => {
    let session: Session;
    let answer: Promise<unknown>;

    beforeEach(async () => {
      session = await signIn();
      answer = post();
      answer.catch(() => undefined);
      refuse(await expectRequest(POST), 401, 'SESSION_ENDED');
      refuse(await expectRequest('POST /auth/refresh'), 401, 'REFRESH_REJECTED');
      await settle();
    });

    it('waits', async () => {
      await expectNoRequest(POST);
      expect(session.isInterrupted()).toBe(true);
    });

    it('is sent once more when the same person is back', async () => {
      await backAgain();
      const repeated = await expectRequest(POST);
      repeated.flush('saved');

      await expect(answer).resolves.toBe('saved');
      expect(repeated.request.body).toEqual({ title: 'milk' });
      expect(repeated.request.headers.get('Authorization')).toBe('Bearer token-2');
    });

    it('is not sent a third time', async () => {
      await backAgain();
      refuse(await expectRequest(POST), 401, 'SESSION_ENDED');
      refuse(await expectRequest('POST /auth/refresh'), 401, 'REFRESH_REJECTED');

      await expect(answer).rejects.toMatchObject({ code: 'REFRESH_REJECTED' });
      await expectNoRequest(POST);
    });

    it('is never sent as somebody else', async () => {
      await signIn(anAuthResponse({ user: aUser({ id: 'grace' }) }));

      await expect(answer).rejects.toMatchObject({ code: 'SESSION_CHANGED' });
      await expectNoRequest(POST);
    });

    it('fails quietly when the person leaves', async () => {
      void session.signOut();

      await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
      await expectNoRequest(POST);
    });
  });

  it('does not even try a request made meanwhile', async () => {
    await interrupt();
    const answer = post();
    await expectNoRequest(POST);
    await backAgain();
    (await expectRequest(POST)).flush('saved');

    await expect(answer).resolves.toBe('saved');
  });

  it('does not hold what signs people in', async () => {
    await interrupt();

    await expect(backAgain()).resolves.toBeDefined();
  });
});
