import type { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { openAccountPage } from '../../testing/account';
import { dialog } from '../../testing/board';
import { aDevice } from '../../testing/factories';
import { button, buttons, click } from '../../testing/page';
import { expectNoRequest, expectRequest, loseConnection, refuse, settle } from '../../testing/portal';
import { Session } from '../session/session';
import { SignOutQuestions } from '../session/sign-out-questions';
import { Toasts } from '../ui/toasts';
import { SessionsPage } from './sessions-page';

const here = aDevice({ current: true, deviceName: 'Chrome on macOS' });
const phone = aDevice({ deviceName: 'Safari on iOS', lastUsedAt: '2026-11-21T09:00:00.000Z' });
const unknown = aDevice({ deviceName: null, ipAddress: null, lastUsedAt: '2026-11-21T10:00:00.000Z' });

describe('SessionsPage', () => {
  let page: HTMLElement;

  const answer = async (...items: object[]) => {
    (await expectRequest('GET /auth/sessions')).flush({ items });
    await settle();
  };

  const entries = () => [...page.querySelectorAll('li')].map(({ textContent }) => textContent);
  const toast = () => TestBed.inject(Toasts).current()?.message;
  const signOutPhone = async () => {
    await click(page.querySelectorAll<HTMLElement>('li button')[1]!);
    await click(button(dialog(), 'Sign out'));
  };

  beforeEach(async () => {
    page = await openAccountPage(SessionsPage);
  });

  afterEach(() => page.remove());

  it('lists this device first, then what was used last', async () => {
    await answer(phone, here, unknown);

    expect(entries()).toEqual([
      expect.stringMatching(/Chrome on macOS.*This device/),
      expect.stringMatching(/Unknown device.*Unknown address/),
      expect.stringMatching(/Safari on iOS.*203\.0\.113\.7.*Last used.*Ends/),
    ]);
    expect(page.querySelectorAll('li button')).toHaveLength(2);
  });

  it('says so while it loads, and when loading fails', async () => {
    expect(page.querySelector('[role=status]')?.textContent).toBe('Loading your sessions');
    refuse(await expectRequest('GET /auth/sessions'), 500, 'INTERNAL');
    await settle();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('could not be loaded');
    await click(button(page, 'Try again'));
    await answer(here);

    expect(page.textContent).toContain('You are signed in on this device only.');
    expect(buttons(page, 'Sign out everywhere else')).toEqual([]);
  });

  it('signs out another device, after asking', async () => {
    await answer(here, unknown, phone);
    await click(page.querySelectorAll<HTMLElement>('li button')[1]!);
    expect(dialog().textContent).toContain('Safari on iOS has to sign in again');
    await click(button(dialog(), 'Cancel'));
    await expectNoRequest(`DELETE /auth/sessions/${phone.id}`);
    await signOutPhone();
    (await expectRequest(`DELETE /auth/sessions/${phone.id}`)).flush(null);
    await answer(here, unknown);

    expect(toast()).toBe('Safari on iOS is signed out.');
    expect(entries()).toHaveLength(2);
  });

  it('looks again when the device is gone already', async () => {
    await answer(here, unknown, phone);
    await signOutPhone();
    refuse(await expectRequest(`DELETE /auth/sessions/${phone.id}`), 404, 'NOT_FOUND');
    await answer(here);

    expect(toast()).toBeUndefined();
  });

  it('says when a device could not be signed out', async () => {
    await answer(here, unknown, phone);
    await signOutPhone();
    loseConnection(await expectRequest(`DELETE /auth/sessions/${phone.id}`));
    await settle();

    expect(toast()).toContain('That device could not be signed out.');
    expect(entries()).toHaveLength(3);
  });

  it('signs out everywhere else', async () => {
    await answer(here, phone);
    await click(button(page, 'Sign out everywhere else'));
    await click(button(dialog(), 'Sign out everywhere else'));
    (await expectRequest('DELETE /auth/sessions')).flush(null);
    await answer(here);

    expect(toast()).toBe('You are signed out everywhere else.');
  });

  it('signs out everywhere, here included', async () => {
    await answer(here, phone);
    await click(button(page, 'Sign out everywhere'));
    await click(button(dialog(), 'Sign out everywhere'));
    (await expectRequest('POST /auth/logout-all')).flush(null);
    await settle();

    expect(TestBed.inject(Session).state()).toEqual({ status: 'signed-out', reason: 'left' });
    await expectNoRequest('POST /auth/logout');
  });

  it('signs out nowhere when somebody would lose something and minds', async () => {
    const owner = { onDestroy: () => undefined } as unknown as DestroyRef;
    TestBed.inject(SignOutQuestions).register(() => Promise.resolve(false), owner);
    await answer(here, phone);
    await click(button(page, 'Sign out everywhere'));
    await click(button(dialog(), 'Sign out everywhere'));

    await expectNoRequest('POST /auth/logout-all');
  });

  it('stays signed in when signing out everywhere fails', async () => {
    await answer(here, phone);
    await click(button(page, 'Sign out everywhere'));
    await click(button(dialog(), 'Sign out everywhere'));
    loseConnection(await expectRequest('POST /auth/logout-all'));
    await settle();

    expect(TestBed.inject(Session).user()).toBeDefined();
    expect(toast()).toContain('You could not be signed out everywhere.');
  });
});
