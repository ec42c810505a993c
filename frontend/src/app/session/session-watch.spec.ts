import { BroadcastChannel } from 'node:worker_threads';
import { TestBed } from '@angular/core/testing';
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
import { SessionWatch } from './session-watch';

describe('SessionWatch', () => {
  let session: Session;
  let otherTab: BroadcastChannel;

  /** A message takes a turn of the event loop to arrive. */
  const hear = async (message: unknown) => {
    const heard = new Promise((resolve) => {
      const echo = new BroadcastChannel('taskward-session');
      echo.onmessage = () => {
        echo.close();
        resolve(undefined);
      };
    });
    otherTab.postMessage(message);
    await heard;
    await settle();
  };

  const comeBack = () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    TestBed.inject(SessionWatch);
    otherTab = new BroadcastChannel('taskward-session');
    session = await signIn();
  });

  afterEach(() => otherTab.close());

  it('signs out with the other tabs', async () => {
    await hear({ type: 'signed-out', userId: aUser().id });

    expect(session.state()).toEqual({ status: 'signed-out', reason: 'left' });
  });

  it('does not sign in any more when the session it is asking about ends', async () => {
    session.end('left');
    session.renew().catch(() => undefined);
    refuse(await expectRequest('POST /auth/refresh'), 403, 'CSRF_REJECTED');
    await settle();
    expect(session.state().status).toBe('unavailable');
    const renewal = session.renew();
    const late = await expectRequest('POST /auth/refresh');
    await Promise.all([
      expect(renewal).rejects.toMatchObject({ code: 'SESSION_CHANGED' }),
      hear({ type: 'signed-out', userId: aUser().id }),
    ]);

    expect(late.cancelled).toBe(true);
    expect(session.state()).toEqual({ status: 'signed-out', reason: 'left' });
  });

  it.each([
    { type: 'signed-out', userId: 'somebody else' },
    { type: 'signed-out' },
    { type: 'signed-out', userId: 7 },
    { type: 'explode', userId: aUser().id },
    'signed-out',
    null,
    { type: 'signed-in', userId: aUser().id, accessToken: 'stolen' },
  ])('does nothing about %j', async (message) => {
    await hear(message);

    expect(session.accessToken()).toBe('token-1');
    await expectNoRequest('POST /auth/refresh');
  });

  it('asks the server who it is once somebody else signed in', async () => {
    const grace = aUser({ id: 'grace' });
    await hear({ type: 'signed-in', userId: grace.id });
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'hers', user: grace }));
    await settle();

    expect(session.user()).toEqual(grace);
  });

  it('asks the server once the same person is back after an interruption', async () => {
    await interrupt();
    await hear({ type: 'signed-in', userId: aUser().id });
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'token-2' }));
    await settle();

    expect(session.isInterrupted()).toBe(false);
    expect(session.accessToken()).toBe('token-2');
  });

  it('leaves with the other tabs also while it is interrupted', async () => {
    await interrupt();
    await hear({ type: 'signed-out', userId: aUser().id });

    expect(session.state()).toEqual({ status: 'signed-out', reason: 'left' });
  });

  it('tells the other tabs about signing in and out, and no token', async () => {
    const messages: unknown[] = [];
    const heard = new Promise((resolve) => {
      otherTab.onmessage = (event) => {
        messages.push((event as { data: unknown }).data);
        if (messages.length === 2) {
          resolve(undefined);
        }
      };
    });
    void session.signOut();
    await heard;

    const userId = aUser().id;
    expect(messages).toEqual([
      { type: 'signed-in', userId },
      { type: 'signed-out', userId },
    ]);
  });

  it('shows nothing of a page from the history whose session is gone', () => {
    comeBack();

    expect(session.state()).toEqual({ status: 'signed-out', reason: 'ended' });
  });

  it('asks the server about a page from the history that may still be signed in', async () => {
    document.cookie = 'taskward_signed_in=1; Path=/';
    comeBack();

    await expectRequest('POST /auth/refresh');
    expect(session.user()).toEqual(aUser());
  });
});
