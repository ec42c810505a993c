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
import { ServerSignOut } from './server-sign-out';
import { Session } from './session';

const ROUTE = 'POST /auth/logout';

describe('ServerSignOut', () => {
  let signOut: ServerSignOut;

  const failOnce = async () => {
    const confirmed = signOut.send('token-1');
    loseConnection(await expectRequest(ROUTE));
    await expect(confirmed).resolves.toBe(false);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    signOut = TestBed.inject(ServerSignOut);
  });

  afterEach(() => jest.useRealTimers());

  it('is done once the server confirmed', async () => {
    const confirmed = signOut.send('token-1');
    (await expectRequest(ROUTE)).flush(null);

    await expect(confirmed).resolves.toBe(true);
    expect(signOut.isPending).toBe(false);
  });

  it('tries again after a while', async () => {
    await failOnce();
    await jest.advanceTimersByTimeAsync(15_000);
    (await expectRequest(ROUTE)).flush(null);
    await settle();

    expect(signOut.isPending).toBe(false);
  });

  it('tries again as soon as the connection is back', async () => {
    await failOnce();
    dispatchEvent(new Event('online'));

    await expectRequest(ROUTE);
  });

  it('tries again after a reload, and until then nobody is signed in', async () => {
    document.cookie = 'taskward_signed_in=1; Path=/';
    localStorage.setItem('taskward.sign-out-pending', '1');
    await TestBed.inject(Session).restore();

    expect(TestBed.inject(Session).state()).toEqual({ status: 'signed-out' });
    await expectRequest(ROUTE);
    await expectNoRequest('POST /auth/refresh');
  });

  it('gives up when somebody signs in, whose session it would end', async () => {
    await failOnce();
    await signIn(anAuthResponse());
    await jest.advanceTimersByTimeAsync(60_000);

    await expectNoRequest(ROUTE);
  });
});
