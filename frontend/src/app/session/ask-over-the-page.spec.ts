import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { dialog } from '../../testing/board';
import { aUser, anAuthResponse } from '../../testing/factories';
import { button, click, field, fill, pressEscape, submit } from '../../testing/page';
import {
  expectNoRequest,
  expectRequest,
  interrupt,
  loseConnection,
  provideTestServer,
  refuse,
  settle,
  signIn,
} from '../../testing/portal';
import { askOverThePage } from './ask-over-the-page';
import { Session } from './session';
import { StepUp } from './step-up';

@Component({ template: '<input aria-label="Title" />' })
class Page {
  constructor() {
    askOverThePage();
  }
}

describe('askOverThePage', () => {
  let page: HTMLElement;

  const open = async () => {
    const fixture = TestBed.createComponent(Page);
    page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    field(page, 'Title').focus();
    await settle();
  };

  const enter = async (password: string) => {
    await fill(field(dialog(), 'Password'), password);
    await submit(dialog());
  };

  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTestServer()] }));
  afterEach(() => page.remove());

  it('asks nothing while all is well', async () => {
    await signIn();
    await open();

    expect(dialog).toThrow('No dialog is open');
  });

  describe('when the session ended', () => {
    beforeEach(async () => {
      await interrupt();
      await open();
    });

    it('lets the same person sign in, over the page', async () => {
      expect(dialog().textContent).toContain('Sign in again');
      expect(field(dialog(), 'E-mail').readOnly).toBe(true);
      expect(field(dialog(), 'E-mail').autocomplete).toBe('username');
      await enter('correct horse');
      const login = await expectRequest('POST /auth/login');
      login.flush(anAuthResponse());
      await settle();

      expect(login.request.body).toEqual({
        email: aUser().email,
        password: 'correct horse',
        rememberMe: true,
      });
      expect(dialog).toThrow('No dialog is open');
      expect(TestBed.inject(Session).user()).toEqual(aUser());
    });

    it('says beside the field that the password is wrong, and keeps it', async () => {
      await enter('wrong horse');
      refuse(await expectRequest('POST /auth/login'), 401, 'INVALID_CREDENTIALS');
      await settle();

      expect(dialog().textContent).toContain('This is not your password.');
      expect(field(dialog(), 'Password').getAttribute('aria-invalid')).toBe('true');
      expect(field(dialog(), 'Password').value).toBe('wrong horse');
    });

    it('tells a lost connection from a wrong password', async () => {
      await enter('correct horse');
      loseConnection(await expectRequest('POST /auth/login'));
      await settle();

      expect(dialog().textContent).toContain('cannot be reached');
    });

    it('asks for a password before anything is sent', async () => {
      await submit(dialog());

      expect(dialog().textContent).toContain('Enter your password.');
      await expectNoRequest('POST /auth/login');
    });

    it('does not go away by Escape', async () => {
      await pressEscape();

      expect(dialog().textContent).toContain('Sign in again');
    });

    it('lets somebody else leave instead', async () => {
      await click(button(dialog(), 'Not you? Sign out and leave'));
      await expectRequest('POST /auth/logout');

      expect(dialog).toThrow('No dialog is open');
      expect(TestBed.inject(Session).state()).toEqual({ status: 'signed-out', reason: 'left' });
    });
  });

  describe('when the password is needed again', () => {
    let answer: Promise<void>;

    beforeEach(async () => {
      await signIn();
      await open();
      answer = TestBed.inject(StepUp).request();
      answer.catch(() => undefined);
      await settle();
    });

    it('takes the password', async () => {
      expect(dialog().textContent).toContain('Confirm it’s you');
      await enter('correct horse');
      (await expectRequest('POST /auth/reauthenticate')).flush(anAuthResponse({ accessToken: 'fresh' }));
      await settle();

      await expect(answer).resolves.toBeUndefined();
      expect(dialog).toThrow('No dialog is open');
      expect(TestBed.inject(Session).accessToken()).toBe('fresh');
    });

    it('says beside the field that the password is wrong', async () => {
      await enter('wrong horse');
      refuse(await expectRequest('POST /auth/reauthenticate'), 401, 'INVALID_CREDENTIALS');
      await settle();

      expect(dialog().textContent).toContain('This is not your password.');
    });

    it.each([
      ['Cancel', () => click(button(dialog(), 'Cancel'))],
      ['Escape', () => pressEscape()],
    ])('takes %s for a no', async (_name, decline) => {
      await decline();

      await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(dialog).toThrow('No dialog is open');
    });

    it('is answered with no when the page goes away', async () => {
      TestBed.resetTestingModule();

      await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
    });
  });
});
