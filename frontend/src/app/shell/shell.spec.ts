import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { dialog } from '../../testing/board';
import { aTask, aUser, anAuthResponse } from '../../testing/factories';
import { address, button, click } from '../../testing/page';
import {
  expectNoRequest,
  expectRequest,
  loseConnection,
  provideTestServer,
  refuse,
  settle,
  signIn,
} from '../../testing/portal';
import { Drafts } from '../drafts/drafts';
import { Session } from '../session/session';
import { CaptureOutbox } from '../tasks/capture-outbox';
import { Toasts } from '../ui/toasts';
import { Shell } from './shell';

@Component({ template: 'tasks of {{ owner }}' })
class Page {
  protected readonly owner = inject(Session).user()?.displayName;
}

describe('Shell', () => {
  let page: HTMLElement;
  let session: Session;

  const open = async () => {
    const harness = await RouterTestingHarness.create('/tasks');
    page = harness.fixture.nativeElement as HTMLElement;
    await settle();
  };

  beforeEach(() => {
    const children = ['tasks', 'account', 'account/password'].map((path) => ({ path, component: Page }));
    const routes = [{ path: '', component: Shell, children }];
    TestBed.configureTestingModule({ providers: [provideTestServer(), provideRouter(routes)] });
    session = TestBed.inject(Session);
  });

  it('shows who is signed in', async () => {
    await signIn();
    await open();

    expect(page.querySelector('header')?.textContent).toContain('Ada Lovelace');
    expect(page.textContent).toContain('tasks of Ada Lovelace');
  });

  it('drops everything of the person before when somebody else is signed in', async () => {
    await signIn();
    await open();
    void session.renew();
    const grace = aUser({ id: 'grace', displayName: 'Grace Hopper' });
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ user: grace }));
    await settle();

    expect(page.textContent).toContain('tasks of Grace Hopper');
    expect(page.textContent).not.toContain('Ada');
  });

  it('keeps the page of the same person through a refresh', async () => {
    await signIn();
    await open();
    const main = page.querySelector('main');
    void session.renew();
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse({ accessToken: 'token-2' }));
    await settle();

    expect(page.querySelector('main')).toBe(main);
  });

  it('shows nothing of anybody once the session is over', async () => {
    await signIn();
    await open();
    session.end('ended');
    await settle();

    expect(page.textContent.trim()).toBe('');
  });

  it("leads to the password page from every other one while the administrator's password is in use", async () => {
    await signIn(anAuthResponse({ user: aUser({ passwordExpiresAt: '2026-11-30T17:00:00.000Z' }) }));
    await open();
    expect(page.querySelector('main')?.textContent).toContain('The administrator has set this password.');
    await click(button(page, 'Change password'));
    expect(await address()).toBe('/account/password');
    expect(page.textContent).not.toContain('The administrator has set');
    await TestBed.inject(Router).navigateByUrl('/account');
    await settle();
    expect(page.textContent).toContain('The administrator has set');
    session.accept(anAuthResponse());
    await settle();

    expect(page.textContent).not.toContain('The administrator has set');
  });

  it('explains that the server cannot be reached, and comes back by itself', async () => {
    session.renew().catch(() => undefined);
    refuse(await expectRequest('POST /auth/refresh'), 403, 'CSRF_REJECTED');
    await open();
    expect(page.querySelector('h1')?.textContent).toBe('Taskward cannot be reached');
    await click(button(page, 'Try again'));
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse());
    await settle();

    expect(page.textContent).toContain('tasks of Ada Lovelace');
  });

  it('signs out, and says so when the server could not confirm it', async () => {
    await signIn();
    await open();
    await click(button(page, 'Sign out'));
    loseConnection(await expectRequest('POST /auth/logout'));
    await settle();

    expect(session.state()).toEqual({ status: 'signed-out', reason: 'left' });
    expect(TestBed.inject(Toasts).current()?.message).toContain('could not be reached to confirm');
  });

  it('leads back to what the board showed last, and from the board to everything open', async () => {
    await signIn();
    await open();
    const home = () => page.querySelector('.home')?.getAttribute('href');
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/tasks?sort=dueDate&tag=home');
    await settle();
    expect(home()).toBe('/tasks');
    await router.navigateByUrl('/account');
    await settle();

    expect(home()).toBe('/tasks?sort=dueDate&tag=home');
  });

  it('asks before one signs out with something half written, in whatever tab', async () => {
    await signIn();
    await open();
    const drafts = TestBed.inject(Drafts);
    drafts.keep('capture', 'Buy');
    await click(button(page, 'Sign out'));
    expect(dialog().textContent).toContain('1 task is unfinished');
    await click(button(dialog(), 'Stay signed in'));
    TestBed.inject(CaptureOutbox).capture('Water the plants');
    loseConnection(await expectRequest('POST /tasks'));
    drafts.keep('task:new', { fields: { title: 'Renew' } });
    await click(button(page, 'Sign out'));
    expect(dialog().textContent).toContain('1 task is not saved yet, 2 unfinished');
    await click(button(dialog(), 'Sign out anyway'));

    await expectRequest('POST /auth/logout');
  });

  describe('with a captured task that is not saved', () => {
    beforeEach(async () => {
      await signIn();
      await open();
      TestBed.inject(CaptureOutbox).capture('Buy milk');
      loseConnection(await expectRequest('POST /tasks'));
      await settle();
      await click(button(page, 'Sign out'));
    });

    it('asks before one signs out', async () => {
      expect(dialog().textContent).toContain('1 task is not saved yet');
      await click(button(dialog(), 'Stay signed in'));

      await expectNoRequest('POST /auth/logout');
      expect(session.state().status).toBe('signed-in');
    });

    it('shows nobody else what the server answers later', async () => {
      await click(button(dialog(), 'Stay signed in'));
      const saved = jest.fn();
      TestBed.inject(CaptureOutbox).saved.subscribe(saved);
      void TestBed.inject(CaptureOutbox).resume();
      await settle();
      const late = await expectRequest('POST /tasks');
      await signIn(anAuthResponse({ user: aUser({ id: 'grace' }) }));
      late.flush(aTask({ title: 'Buy milk' }));
      await settle();

      expect(saved).not.toHaveBeenCalled();
    });

    it('signs out when one wants to all the same', async () => {
      await click(button(dialog(), 'Sign out anyway'));
      await expectRequest('POST /auth/logout');

      expect(TestBed.inject(CaptureOutbox).all()).toEqual([]);
      expect(localStorage.getItem('taskward.drafts-under-way')).toBeNull();
    });
  });
});
