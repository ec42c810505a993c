import { TestBed } from '@angular/core/testing';
import { openAccountPage } from '../../testing/account';
import { anAuthResponse, aUser } from '../../testing/factories';
import { field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, refuse, settle } from '../../testing/portal';
import { Session } from '../session/session';
import { StepUp } from '../session/step-up';
import { describeInstantFully } from '../ui/describe-instant';
import { Toasts } from '../ui/toasts';
import { PasswordPage } from './password-page';

const ROUTE = 'POST /users/me/password';

describe('PasswordPage', () => {
  let page: HTMLElement;

  const enter = async (currentPassword: string, newPassword: string) => {
    await fill(field(page, 'Current password'), currentPassword);
    await fill(field(page, 'New password'), newPassword);
    await submit(page);
  };

  beforeEach(async () => {
    page = await openAccountPage(PasswordPage);
  });

  afterEach(() => page.remove());

  it('changes the password and goes on with the token that comes with it', async () => {
    await enter('correct horse', 'battery staple lamp');
    const change = await expectRequest(ROUTE);
    change.flush(anAuthResponse({ accessToken: 'token-2' }));
    await settle();

    expect(change.request.body).toEqual({
      currentPassword: 'correct horse',
      newPassword: 'battery staple lamp',
    });
    expect(TestBed.inject(Session).accessToken()).toBe('token-2');
    expect(TestBed.inject(Toasts).current()?.message).toContain('Your password is changed.');
    expect(field(page, 'Current password').value).toBe('');
    expect(field(page, 'New password').value).toBe('');
    expect(page.textContent).not.toContain('Enter your current password.');
  });

  it.each([
    ['', 'battery staple lamp', 'Enter your current password.'],
    ['correct horse', '', 'Choose a password.'],
    ['correct horse', 'short', 'Use at least 8 characters.'],
    ['correct horse', 'correct horse', 'Choose another one than your current password.'],
  ])('does not send "%s" and "%s"', async (currentPassword, newPassword, message) => {
    await enter(currentPassword, newPassword);

    expect(page.textContent).toContain(message);
    await expectNoRequest(ROUTE);
  });

  it('says at the current password that it is wrong, and keeps both', async () => {
    await enter('wrong horse', 'battery staple lamp');
    refuse(await expectRequest(ROUTE), 401, 'INVALID_CREDENTIALS');
    await settle();

    expect(field(page, 'Current password').getAttribute('aria-invalid')).toBe('true');
    expect(page.textContent).toContain('This is not your password.');
    expect(field(page, 'New password').value).toBe('battery staple lamp');
  });

  it('says at the new password why the server refuses it', async () => {
    await enter('correct horse', 'password1234');
    refuse(await expectRequest(ROUTE), 400, 'VALIDATION_FAILED', {
      errors: [{ pointer: '/newPassword', code: 'COMMON', message: 'This password is too common.' }],
    });
    await settle();

    expect(page.textContent).toContain('This password is too common.');
    expect(field(page, 'New password').getAttribute('aria-invalid')).toBe('true');
  });

  it('does not ask for the current password twice', async () => {
    await enter('correct horse', 'battery staple lamp');
    refuse(await expectRequest(ROUTE), 401, 'REAUTHENTICATION_REQUIRED');
    const check = await expectRequest('POST /auth/reauthenticate');
    check.flush(anAuthResponse({ accessToken: 'fresh' }));
    await expectRequest(ROUTE);

    expect(check.request.body).toEqual({ password: 'correct horse' });
    expect(TestBed.inject(StepUp).isWanted()).toBe(false);
  });

  it("says until when a password of the administrator's is to be changed, and no more when it is", async () => {
    const passwordExpiresAt = '2026-11-30T17:00:00.000Z';
    const session = TestBed.inject(Session);
    expect(page.querySelector('.notice')).toBeNull();
    session.accept(anAuthResponse({ user: aUser({ passwordExpiresAt }) }));
    await settle();
    expect(page.querySelector('.notice')?.textContent).toBe(
      `The administrator has set this password. Choose one of your own by ${describeInstantFully(passwordExpiresAt)}.`,
    );
    session.accept(anAuthResponse());
    await settle();
    expect(page.querySelector('.notice')).toBeNull();
  });

  it('is ready for password managers', () => {
    expect(field(page, 'Current password').autocomplete).toBe('current-password');
    expect(field(page, 'New password').autocomplete).toBe('new-password');
    expect(page.querySelector<HTMLInputElement>('[autocomplete=username]')?.value).toBe('ada@example.org');
  });
});
