import { TestBed } from '@angular/core/testing';
import { anAuthResponse } from '../../testing/factories';
import {
  expectNoRequest,
  expectRequest,
  loseConnection,
  provideTestServer,
  refuse,
} from '../../testing/portal';
import { TokenRefresh } from './token-refresh';

const ROUTE = 'POST /auth/refresh';

describe('TokenRefresh', () => {
  const request = (signal = new AbortController().signal) => TestBed.inject(TokenRefresh).request(signal);

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
  });

  afterEach(() => jest.useRealTimers());

  it('asks again after a pause when the answer was lost', async () => {
    const answer = request();
    loseConnection(await expectRequest(ROUTE));
    await expectNoRequest(ROUTE);
    await jest.advanceTimersByTimeAsync(500);
    (await expectRequest(ROUTE)).flush(anAuthResponse());

    await expect(answer).resolves.toEqual(anAuthResponse());
  });

  it('gives a silent server 5 s, then asks again', async () => {
    const answer = request();
    const silent = await expectRequest(ROUTE);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(silent.cancelled).toBe(true);
    await jest.advanceTimersByTimeAsync(500);
    (await expectRequest(ROUTE)).flush(anAuthResponse());

    await expect(answer).resolves.toEqual(anAuthResponse());
  });

  it('waits for as long as the server asks', async () => {
    const answer = request();
    (await expectRequest(ROUTE)).flush(null, {
      status: 503,
      statusText: 'Unavailable',
      headers: { 'Retry-After': '3' },
    });
    await jest.advanceTimersByTimeAsync(2_999);
    await expectNoRequest(ROUTE);
    await jest.advanceTimersByTimeAsync(1);
    (await expectRequest(ROUTE)).flush(anAuthResponse());

    await expect(answer).resolves.toEqual(anAuthResponse());
  });

  it('leaves it to a later occasion when the server asks for a long pause', async () => {
    const answer = request();
    (await expectRequest(ROUTE)).flush(null, {
      status: 429,
      statusText: 'Too Many Requests',
      headers: { 'Retry-After': '60' },
    });

    await expect(answer).rejects.toMatchObject({ status: 429 });
  });

  it('gives up after the third attempt', async () => {
    const answer = request();
    answer.catch(() => undefined);
    for (const pause of [500, 2_000, 0]) {
      refuse(await expectRequest(ROUTE), 503, 'UNAVAILABLE');
      await jest.advanceTimersByTimeAsync(pause);
    }

    await expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await jest.advanceTimersByTimeAsync(60_000);
    await expectNoRequest(ROUTE);
  });

  it('takes a rejection for an answer', async () => {
    const answer = request();
    refuse(await expectRequest(ROUTE), 401, 'REFRESH_REJECTED');

    await expect(answer).rejects.toMatchObject({ code: 'REFRESH_REJECTED' });
    await jest.advanceTimersByTimeAsync(60_000);
    await expectNoRequest(ROUTE);
  });

  it('stops asking once it is abandoned', async () => {
    const abandonment = new AbortController();
    const answer = request(abandonment.signal);
    answer.catch(() => undefined);
    loseConnection(await expectRequest(ROUTE));
    abandonment.abort();
    await jest.advanceTimersByTimeAsync(500);

    await expect(answer).rejects.toBeDefined();
    await expectNoRequest(ROUTE);
  });
});
