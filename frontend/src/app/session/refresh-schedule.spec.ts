import { TestBed } from '@angular/core/testing';
import { anAuthResponse } from '../../testing/factories';
import {
  expectNoRequest,
  expectRequest,
  loseConnection,
  provideTestServer,
  settle,
  signIn,
} from '../../testing/portal';
import { RefreshSchedule } from './refresh-schedule';

const ROUTE = 'POST /auth/refresh';

describe('RefreshSchedule', () => {
  beforeEach(async () => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    TestBed.inject(RefreshSchedule);
    await signIn(anAuthResponse({ expiresIn: 100 }));
    await settle();
  });

  afterEach(() => jest.useRealTimers());

  it('renews the token when three quarters of its life are over', async () => {
    await jest.advanceTimersByTimeAsync(74_999);
    await expectNoRequest(ROUTE);
    await jest.advanceTimersByTimeAsync(1);

    (await expectRequest(ROUTE)).flush(anAuthResponse({ accessToken: 'token-2', expiresIn: 100 }));
    await settle();
    await jest.advanceTimersByTimeAsync(75_000);
    await expectRequest(ROUTE);
  });

  it('is not thrown off by a timer that comes a moment early', async () => {
    const now = performance.now() + 75_000;
    jest.spyOn(performance, 'now').mockReturnValue(now - 0.5);
    await jest.advanceTimersByTimeAsync(75_000);
    await expectNoRequest(ROUTE);
    jest.restoreAllMocks();
    await jest.advanceTimersByTimeAsync(1);

    await expectRequest(ROUTE);
  });

  it('takes no notice of the wall clock', async () => {
    jest.setSystemTime(Date.now() + 3_600_000);
    dispatchEvent(new Event('focus'));

    await expectNoRequest(ROUTE);
  });

  it.each(['pageshow', 'online', 'focus'])('renews at once on %s when it is due', async (event) => {
    // The machine slept: the clock went on, the timers did not.
    jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 80_000);
    dispatchEvent(new Event(event));

    await expectRequest(ROUTE);
    jest.restoreAllMocks();
  });

  it('leaves a young token alone on waking up', async () => {
    document.dispatchEvent(new Event('visibilitychange'));

    await expectNoRequest(ROUTE);
  });

  it('keeps trying when the server cannot be reached', async () => {
    await jest.advanceTimersByTimeAsync(75_000);
    for (const pause of [500, 2_000, 10_000]) {
      loseConnection(await expectRequest(ROUTE));
      await jest.advanceTimersByTimeAsync(pause);
    }

    await expectRequest(ROUTE);
  });

  it('stops with the session', async () => {
    const session = await signIn(anAuthResponse({ expiresIn: 100 }));
    session.end('left');
    await settle();
    await jest.advanceTimersByTimeAsync(500_000);

    await expectNoRequest(ROUTE);
  });
});
