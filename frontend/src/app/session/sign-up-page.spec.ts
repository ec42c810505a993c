import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { anAuthResponse } from '../../testing/factories';
import { address, button, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, provideTestServer, refuse, settle } from '../../testing/portal';
import { SignUpPage } from './sign-up-page';

@Component({ template: '' })
class Board {}

const ROUTE = 'POST /auth/register';

describe('SignUpPage', () => {
  let page: HTMLElement;

  const enter = async (email: string, password: string, name = '') => {
    await fill(field(page, 'Name'), name);
    await fill(field(page, 'E-mail'), email);
    await fill(field(page, 'Password'), password);
    await submit(page);
  };

  beforeEach(async () => {
    const routes = [
      { path: 'sign-up', component: SignUpPage },
      { path: 'tasks', component: Board },
    ];
    TestBed.configureTestingModule({
      providers: [provideTestServer(), provideRouter(routes, withComponentInputBinding())],
    });
    const harness = await RouterTestingHarness.create('/sign-up');
    page = harness.fixture.nativeElement as HTMLElement;
    await settle();
  });

  it('creates the account and lands on the board', async () => {
    await enter('ada@example.org', 'correct horse', ' Ada Lovelace ');
    const register = await expectRequest(ROUTE);
    register.flush(anAuthResponse());

    expect(register.request.body).toEqual({
      displayName: 'Ada Lovelace',
      email: 'ada@example.org',
      password: 'correct horse',
      rememberMe: true,
    });
    expect(await address()).toBe('/tasks');
  });

  it('does not insist on a name', async () => {
    await enter('ada@example.org', 'correct horse');

    expect((await expectRequest(ROUTE)).request.body).not.toHaveProperty('displayName');
  });

  it('checks e-mail and password before anything is sent', async () => {
    await enter('ada', 'short');

    expect(page.textContent).toContain('complete e-mail');
    expect(page.textContent).toContain('at least 8 characters');
    await expectNoRequest(ROUTE);
  });

  it.each([
    '"a b"@example.org',
    '"ada"@example.org',
    'ada@example.org,eve@example.org',
    'ada;eve@example.org',
    'Ada<ada@example.org>',
    'a\uff0cb@example.org',
    'a\uff20b@example.org',
    'a\u200bda@example.org',
    'a\u202eda@example.org',
  ])('takes no e-mail that nobody has: %s', async (email) => {
    await enter(email, 'correct horse');

    expect(page.textContent).toContain('complete e-mail');
    await expectNoRequest(ROUTE);
  });

  it.each([
    'ada+tasks@example.org',
    "o'brien@example.org",
    'ada@m\u00fcnchen.de',
    '\u7528\u6237@example.org',
  ])('takes the e-mail %s', async (email) => {
    await enter(email, 'correct horse');

    expect((await expectRequest(ROUTE)).request.body).toMatchObject({ email });
  });

  it('says that an e-mail is taken and offers to sign in', async () => {
    await enter('ada@example.org', 'correct horse');
    refuse(await expectRequest(ROUTE), 409, 'EMAIL_TAKEN');
    await settle();

    expect(page.querySelector('[role=alert]')?.textContent).toContain('already an account');
    expect(button(page, 'Sign in instead').getAttribute('href')).toBe('/sign-in');
    expect(field(page, 'Password').value).toBe('correct horse');
  });

  it('says where accounts come from when nobody can make one here', async () => {
    await enter('ada@example.org', 'correct horse');
    refuse(await expectRequest(ROUTE), 403, 'REGISTRATION_CLOSED');
    await settle();

    expect(page.querySelector('[role=alert]')?.textContent).toContain('Ask the administrator');
  });

  it('shows what the server says about a field beside that field', async () => {
    await enter('ada@example.org', 'password1', 'Ada');
    const errors = [{ pointer: '/password', code: 'TOO_COMMON', message: 'This password is too common.' }];
    refuse(await expectRequest(ROUTE), 400, 'VALIDATION_FAILED', { errors });
    await settle();

    const password = field(page, 'Password');
    const message = document.getElementById(password.getAttribute('aria-describedby') ?? '');
    expect(message?.textContent).toContain('too common');
    expect(page.querySelector('[role=alert]')?.textContent.trim()).toBe('');
  });

  it('shows field errors of which there is no field for the form as a whole', async () => {
    await enter('ada@example.org', 'correct horse');
    const errors = [{ pointer: '/unknown', code: 'UNKNOWN', message: 'Nobody knows this.' }];
    refuse(await expectRequest(ROUTE), 400, 'VALIDATION_FAILED', { errors });
    await settle();

    expect(page.querySelector('[role=alert]')?.textContent).toContain('could not be accepted');
  });

  it('is ready for password managers', () => {
    expect(field(page, 'E-mail').autocomplete).toBe('email');
    expect(field(page, 'Password').autocomplete).toBe('new-password');
  });
});
