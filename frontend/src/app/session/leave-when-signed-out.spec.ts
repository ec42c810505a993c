import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { address } from '../../testing/page';
import { expectRequest, provideTestServer, refuse, settle, signIn } from '../../testing/portal';
import { leaveWhenSignedOut } from './leave-when-signed-out';
import type { Session } from './session';

@Component({ template: '' })
class Page {}

describe('leaveWhenSignedOut', () => {
  let session: Session;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideTestServer(), provideRouter([{ path: '**', component: Page }])],
    });
    session = await signIn();
    TestBed.runInInjectionContext(leaveWhenSignedOut);
    await RouterTestingHarness.create('/tasks?q=milk');
  });

  it('brings people back to their page after a session that ended', async () => {
    session.end('ended');

    expect(await address()).toBe('/sign-in?returnUrl=%2Ftasks%3Fq%3Dmilk');
  });

  it('leaves no trace of the page after a sign-out', async () => {
    session.end('left');

    expect(await address()).toBe('/sign-in');
  });

  it('says good-bye to somebody whose account is deleted', async () => {
    session.leave('deleted');

    expect(await address()).toBe('/account-deleted');
  });

  it('keeps the page of somebody who has to sign in again', async () => {
    session.renew().catch(() => undefined);
    refuse(await expectRequest('POST /auth/refresh'), 401, 'REFRESH_REJECTED');

    expect(await address()).toBe('/tasks?q=milk');
  });

  it('stays while the session lives', async () => {
    await settle();

    expect(await address()).toBe('/tasks?q=milk');
  });
});
