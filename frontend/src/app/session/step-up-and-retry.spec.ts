import { HttpClient, HttpContext } from '@angular/common/http';
import { HttpTestingController } from '@angular/common/http/testing';
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
import { StepUp } from './step-up';
import { KNOWN_PASSWORD } from './step-up-and-retry';

const ROUTE = 'DELETE /auth/sessions';

describe('stepUpAndRetry', () => {
  let stepUp: StepUp;

  const act = (context?: HttpContext): Promise<unknown> =>
    firstValueFrom(TestBed.inject(HttpClient).delete('/api/v1/auth/sessions', { context }));

  const confirm = async () => {
    const confirmed = stepUp.confirm('correct horse');
    const check = await expectRequest('POST /auth/reauthenticate');
    check.flush(anAuthResponse({ accessToken: 'fresh' }));
    await confirmed;
    return check;
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestServer()] });
    stepUp = TestBed.inject(StepUp);
    await signIn();
  });

  it('asks for the password and sends the request once more', async () => {
    const answer = act();
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');
    await settle();
    expect(stepUp.isWanted()).toBe(true);
    const check = await confirm();
    const repeated = await expectRequest(ROUTE);
    repeated.flush('done');

    await expect(answer).resolves.toBe('done');
    expect(check.request.body).toEqual({ password: 'correct horse' });
    expect(check.request.headers.get('Authorization')).toBe('Bearer token-1');
    expect(repeated.request.headers.get('Authorization')).toBe('Bearer fresh');
    expect(stepUp.isWanted()).toBe(false);
  });

  it('asks once for all who wait', async () => {
    const answers = Promise.all([act(), act()]);
    const server = TestBed.inject(HttpTestingController);
    server.match(() => true).forEach((request) => refuse(request, 401, 'REAUTHENTICATION_REQUIRED'));
    await settle();
    await confirm();
    await settle();
    server.match(() => true).forEach((request) => request.flush('done'));

    await expect(answers).resolves.toEqual(['done', 'done']);
  });

  it('fails quietly when the person would rather not', async () => {
    const answer = act();
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');
    await settle();
    stepUp.cancel();

    await expect(answer).rejects.toMatchObject({ code: 'CANCELLED', isCancelled: true });
    await expectNoRequest(ROUTE);
  });

  it('keeps asking after a wrong password', async () => {
    act().catch(() => undefined);
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');
    await settle();
    const confirmed = stepUp.confirm('wrong');
    refuse(await expectRequest('POST /auth/reauthenticate'), 401, 'INVALID_CREDENTIALS');

    await expect(confirmed).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(stepUp.isWanted()).toBe(true);
    await expectNoRequest(ROUTE);
  });

  it('neither asks somebody else nor sends anything as them', async () => {
    const answer = act();
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');
    await settle();
    const grace = anAuthResponse({ user: aUser({ id: 'grace' }) });
    await signIn(grace);
    expect(stepUp.isWanted()).toBe(false);
    const confirmed = stepUp.confirm('battery staple');
    (await expectRequest('POST /auth/reauthenticate')).flush(grace);
    await confirmed;

    await expect(answer).rejects.toMatchObject({ code: 'SESSION_CHANGED' });
    await expectNoRequest(ROUTE);
  });

  it('sends the request once more and no oftener', async () => {
    const answer = act();
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');
    await settle();
    await confirm();
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');

    await expect(answer).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(stepUp.isWanted()).toBe(false);
  });

  it('does not ask for a password that came with the request', async () => {
    const answer = act(new HttpContext().set(KNOWN_PASSWORD, 'correct horse'));
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');
    (await expectRequest('POST /auth/reauthenticate')).flush(anAuthResponse({ accessToken: 'fresh' }));
    expect(stepUp.isWanted()).toBe(false);
    (await expectRequest(ROUTE)).flush('done');

    await expect(answer).resolves.toBe('done');
  });
});
