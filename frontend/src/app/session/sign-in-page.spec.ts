import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { anAuthResponse } from '../../testing/factories';
import { address, button, click, field, fill, leave, submit } from '../../testing/page';
import {
  expectNoRequest,
  expectRequest,
  loseConnection,
  provideTestServer,
  refuse,
  settle,
} from '../../testing/portal';
import { Session } from './session';
import { SignInPage } from './sign-in-page';

@Component({ template: '' })
class Board {}

const ROUTE = 'POST /auth/login';

describe('SignInPage', () => {
  let page: HTMLElement;

  const open = async (url = '/sign-in') => {
    const routes = [
      { path: 'sign-in', component: SignInPage },
      { path: 'tasks', component: Board },
    ];
    TestBed.configureTestingModule({
      providers: [provideTestServer(), provideRouter(routes, withComponentInputBinding())],
    });
    const harness = await RouterTestingHarness.create(url);
    page = harness.fixture.nativeElement as HTMLElement;
    await settle();
  };

  const enter = async (email: string, password: string) => {
    await fill(field(page, 'E-mail'), email);
    await fill(field(page, 'Password'), password);
    await submit(page);
  };

  it('signs in and goes on to where the person wanted to go', async () => {
    await open('/sign-in?returnUrl=%2Ftasks%3Fq%3Dmilk');
    await enter(' ada@example.org ', 'correct horse');
    const login = await expectRequest(ROUTE);
    login.flush(anAuthResponse());

    expect(login.request.body).toEqual({
      email: 'ada@example.org',
      password: 'correct horse',
      rememberMe: true,
    });
    expect(await address()).toBe('/tasks?q=milk');
  });

  it('asks for e-mail and password before anything is sent', async () => {
    await open();
    await submit(page);

    expect(page.textContent).toContain('Enter your e-mail.');
    expect(page.textContent).toContain('Enter your password.');
    expect(document.activeElement).toBe(field(page, 'E-mail'));
    await expectNoRequest(ROUTE);
  });

  it('says beside the field what is wrong with it once one has left it', async () => {
    await open();
    const email = field(page, 'E-mail');
    await fill(email, 'ada@');
    expect(email.getAttribute('aria-invalid')).toBeNull();
    await leave(email);

    const message = document.getElementById(email.getAttribute('aria-describedby') ?? '');
    expect(message?.textContent).toContain('complete e-mail');
    expect(email.getAttribute('aria-invalid')).toBe('true');
  });

  it('counts a password in characters as people see them', async () => {
    await open();
    await enter('ada@example.org', '🔑🔑🔑🔑🔑🔑🔑');
    expect(page.textContent).toContain('at least 8 characters');
    await enter('ada@example.org', '🔑🔑🔑🔑🔑🔑🔑🔑');

    await expectRequest(ROUTE);
  });

  it('keeps everything typed and says so when e-mail and password do not match', async () => {
    await open();
    await enter('ada@example.org', 'wrong horse');
    refuse(await expectRequest(ROUTE), 401, 'INVALID_CREDENTIALS');
    await settle();

    expect(page.querySelector('[role=alert]')?.textContent).toContain('do not match');
    expect(field(page, 'E-mail').value).toBe('ada@example.org');
    expect(field(page, 'Password').value).toBe('wrong horse');
    expect(await address()).toBe('/sign-in');
  });

  it('says how long to wait after too many attempts, and lets one try again', async () => {
    await open();
    await enter('ada@example.org', 'wrong horse');
    (await expectRequest(ROUTE)).flush(
      { code: 'RATE_LIMITED' },
      { status: 429, statusText: 'Too Many Requests', headers: { 'Retry-After': '45' } },
    );
    await settle();
    expect(page.textContent).toContain('Try again in 45 seconds.');
    await submit(page);

    await expectRequest(ROUTE);
    expect(page.textContent).not.toContain('Try again in');
  });

  it('tells a lost connection from a wrong password', async () => {
    await open();
    await enter('ada@example.org', 'correct horse');
    loseConnection(await expectRequest(ROUTE));
    await settle();

    expect(page.textContent).toContain('cannot be reached');
  });

  it('sends one request however often one clicks', async () => {
    await open();
    await enter('ada@example.org', 'correct horse');
    await submit(page);
    await submit(page);

    await expectRequest(ROUTE);
  });

  it('shows the password on request', async () => {
    await open();
    await fill(field(page, 'Password'), 'correct horse');
    await click(button(page, 'Show password'));

    expect(field(page, 'Password').type).toBe('text');
    await click(button(page, 'Hide password'));
    expect(field(page, 'Password').type).toBe('password');
  });

  it('can be told not to keep one signed in', async () => {
    await open();
    expect(field(page, 'Keep me signed in').checked).toBe(true);
    await click(field(page, 'Keep me signed in'));
    await enter('ada@example.org', 'correct horse');

    expect((await expectRequest(ROUTE)).request.body).toMatchObject({ rememberMe: false });
  });

  it('is ready for password managers', async () => {
    await open();

    expect(field(page, 'E-mail').autocomplete).toBe('username');
    expect(field(page, 'Password').autocomplete).toBe('current-password');
  });

  it('says that a session has ended', async () => {
    await open();
    TestBed.inject(Session).end('ended');
    await settle();

    expect(page.textContent).toContain('Your session has ended');
  });

  it('goes on when somebody signs in in another tab', async () => {
    await open();
    const renewal = TestBed.inject(Session).renew();
    (await expectRequest('POST /auth/refresh')).flush(anAuthResponse());
    await renewal;

    expect(await address()).toBe('/tasks');
  });
});
