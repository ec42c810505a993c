import { TestBed } from '@angular/core/testing';
import { aUser, anAuthResponse } from '../../testing/factories';
import {
  expectNoRequest,
  expectRequest,
  interrupt,
  loseConnection,
  provideTestServer,
  refuse,
  settle,
  signIn,
} from '../../testing/portal';
import { Session } from './session';

const remember = () => (document.cookie = 'taskward_signed_in=1; Path=/');

describe('Session', () => {
  let session: Session;

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    session = TestBed.inject(Session);
  });

  afterEach(() => jest.useRealTimers());

  describe('at start-up', () => {
    it('asks nobody when the browser has no session', async () => {
      await session.restore();

      expect(session.state()).toEqual({ status: 'signed-out' });
      await expectNoRequest('POST /auth/refresh');
    });

    it('goes on with the session the browser has', async () => {
      remember();
      const restored = session.restore();
      const refresh = await expectRequest('POST /auth/refresh');
      refresh.flush(anAuthResponse());
      await restored;

      expect(refresh.request.headers.get('X-Taskward-CSRF')).toBe('1');
      expect(session.user()).toEqual(aUser());
      expect(session.accessToken()).toBe('token-1');
    });

    it('is signed out when the server rejects the session', async () => {
      remember();
      const restored = session.restore();
      refuse(await expectRequest('POST /auth/refresh'), 401, 'REFRESH_REJECTED');
      await restored;

      expect(session.state()).toEqual({ status: 'signed-out', reason: 'ended' });
    });

    it('shows that the server cannot be reached, and signs in as soon as it can', async () => {
      remember();
      const restored = session.restore();
      refuse(await expectRequest('POST /auth/refresh'), 503, 'UNAVAILABLE');
      await jest.advanceTimersByTimeAsync(500);
      const second = await expectRequest('POST /auth/refresh');
      await jest.advanceTimersByTimeAsync(2_500);
      await restored;
      expect(session.state()).toEqual({ status: 'unavailable' });

      second.flush(anAuthResponse());
      await settle();
      expect(session.state().status).toBe('signed-in');
    });
  });

  describe('signing in', () => {
    it('keeps the token in memory and nowhere else', async () => {
      await signIn();

      expect(session.accessToken()).toBe('token-1');
      expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('token-1');
      expect(document.cookie).not.toContain('token-1');
    });

    it('changes nothing when it fails', async () => {
      const signingIn = session.signIn({ email: 'ada@example.org', password: 'wrong', rememberMe: true });
      refuse(await expectRequest('POST /auth/login'), 401, 'INVALID_CREDENTIALS');

      await expect(signingIn).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
      expect(session.user()).toBeUndefined();
      await expectNoRequest('POST /auth/refresh');
    });
  });

  describe('refreshing', () => {
    it('asks once for everybody who waits', async () => {
      await signIn();
      const all = Promise.all([session.renew(), session.renew(), session.renew()]);
      (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'token-2' }));
      await all;

      expect(session.accessToken()).toBe('token-2');
    });

    it.each([
      [429, 'RATE_LIMITED'],
      [500, 'INTERNAL'],
      [403, 'CSRF_REJECTED'],
    ] as const)('stays signed in when the answer is %i', async (status, code) => {
      await signIn();
      const renewal = session.renew();
      renewal.catch(() => undefined);
      for (const pause of [500, 2_000, 0]) {
        await settle();
        const attempt = await expectRequest('POST /auth/refresh');
        refuse(attempt, status, code);
        await jest.advanceTimersByTimeAsync(pause);
        if (code === 'CSRF_REJECTED') {
          break;
        }
      }

      await expect(renewal).rejects.toMatchObject({ code });
      expect(session.accessToken()).toBe('token-1');
    });

    it('is interrupted when the session was rejected under somebody', async () => {
      await signIn();
      const renewal = session.renew();
      refuse(await expectRequest('POST /auth/refresh'), 401, 'REFRESH_REJECTED');

      await expect(renewal).rejects.toMatchObject({ code: 'REFRESH_REJECTED' });
      expect(session.state()).toEqual({ status: 'interrupted', user: aUser() });
      expect(session.accessToken()).toBeUndefined();
    });

    it('becomes whoever the browser belongs to by now', async () => {
      await signIn();
      const renewal = session.renew();
      const grace = aUser({ id: 'grace', email: 'grace@example.org' });
      (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'hers', user: grace }));
      await renewal;

      expect(session.user()).toEqual(grace);
      await expect(session.renewFor(aUser().id, 'token-1')).rejects.toMatchObject({
        code: 'SESSION_CHANGED',
      });
    });
  });

  describe('when it was interrupted', () => {
    beforeEach(() => interrupt());

    it('goes on once the same person is back', async () => {
      const resumed = session.resumedBy(aUser().id);
      await signIn(anAuthResponse({ accessToken: 'token-2' }));

      await expect(resumed).resolves.toBeUndefined();
      expect(session.accessToken()).toBe('token-2');
    });

    it('does not go on for somebody else', async () => {
      const resumed = session.resumedBy(aUser().id);
      await Promise.all([
        expect(resumed).rejects.toMatchObject({ code: 'SESSION_CHANGED' }),
        signIn(anAuthResponse({ user: aUser({ id: 'grace' }) })),
      ]);
    });

    it('does not go on for nobody', async () => {
      const resumed = session.resumedBy(aUser().id);
      void session.signOut();

      await expect(resumed).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(session.state()).toEqual({ status: 'signed-out', reason: 'left' });
    });

    it('stays so after a wrong password', async () => {
      const signingIn = session.signIn({ email: aUser().email, password: 'wrong', rememberMe: true });
      refuse(await expectRequest('POST /auth/login'), 401, 'INVALID_CREDENTIALS');

      await expect(signingIn).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
      expect(session.isInterrupted()).toBe(true);
    });

    it('takes no token of the session that is over', () => {
      session.accept(anAuthResponse({ accessToken: 'late' }));

      expect(session.accessToken()).toBeUndefined();
    });
  });

  it('shows what people change about themselves, and nothing of others', async () => {
    await signIn();
    session.describe(aUser({ displayName: 'Countess' }));
    session.describe(aUser({ id: 'grace', displayName: 'Grace' }));

    expect(session.user()?.displayName).toBe('Countess');
    expect(session.accessToken()).toBe('token-1');
  });

  describe('signing out', () => {
    it('forgets everything at once and tells the server', async () => {
      remember();
      await signIn();
      const confirmed = session.signOut();

      expect(session.state()).toEqual({ status: 'signed-out', reason: 'left' });
      expect(session.accessToken()).toBeUndefined();
      expect(document.cookie).not.toContain('taskward_signed_in');
      const logout = await expectRequest('POST /auth/logout');
      expect(logout.request.headers.get('X-Taskward-CSRF')).toBe('1');
      expect(logout.request.headers.get('Authorization')).toBe('Bearer token-1');
      logout.flush(null);
      await expect(confirmed).resolves.toBe(true);
    });

    it('signs out here also when the server cannot be reached', async () => {
      await signIn();
      const confirmed = session.signOut();
      loseConnection(await expectRequest('POST /auth/logout'));

      await expect(confirmed).resolves.toBe(false);
      expect(session.state().status).toBe('signed-out');
    });

    it('throws away a refresh that was under way', async () => {
      await signIn();
      const renewal = session.renew();
      const refresh = await expectRequest('POST /auth/refresh');
      void session.signOut();

      await expect(renewal).rejects.toMatchObject({ code: 'SESSION_CHANGED' });
      expect(refresh.cancelled).toBe(true);
      (await expectRequest('POST /auth/logout')).flush(null);
      expect(session.state().status).toBe('signed-out');
    });
  });
});
