import { TestBed } from '@angular/core/testing';
import { openAccountPage } from '../../testing/account';
import { aUser } from '../../testing/factories';
import { button, click, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, loseConnection, refuse, settle } from '../../testing/portal';
import { Session } from '../session/session';
import { StepUp } from '../session/step-up';
import { Toasts } from '../ui/toasts';
import { ProfilePage } from './profile-page';

describe('ProfilePage', () => {
  let page: HTMLElement;

  const toast = () => TestBed.inject(Toasts).current()?.message;

  beforeEach(async () => {
    page = await openAccountPage(ProfilePage);
  });

  afterEach(() => page.remove());

  it('shows who one is', () => {
    expect(field(page, 'Name').value).toBe('Ada Lovelace');
    expect(field(page, 'E-mail').value).toBe('ada@example.org');
    expect(field(page, 'E-mail').readOnly).toBe(true);
  });

  it('changes the name everywhere at once', async () => {
    await fill(field(page, 'Name'), ' Countess Ada ');
    await submit(page);
    const update = await expectRequest('PATCH /users/me');
    update.flush(aUser({ displayName: 'Countess Ada' }));
    await settle();

    expect(update.request.body).toEqual({ displayName: 'Countess Ada' });
    expect(TestBed.inject(Session).user()?.displayName).toBe('Countess Ada');
    expect(toast()).toBe('Your name is saved.');
  });

  it('takes the beginning of the e-mail when no name is given, as at the sign-up', async () => {
    await fill(field(page, 'Name'), ' ');
    await submit(page);
    const update = await expectRequest('PATCH /users/me');
    expect(update.request.body).toEqual({ displayName: 'ada' });
    update.flush(aUser({ displayName: 'ada' }));
    await settle();

    expect(field(page, 'Name').value).toBe('ada');
  });

  it('does not send a name that is too long', async () => {
    await fill(field(page, 'Name'), 'x'.repeat(101));
    await submit(page);

    expect(page.textContent).toContain('at most 100 characters');
    await expectNoRequest('PATCH /users/me');
  });

  it('keeps what was typed when saving fails', async () => {
    await fill(field(page, 'Name'), 'Countess Ada');
    await submit(page);
    loseConnection(await expectRequest('PATCH /users/me'));
    await settle();

    expect(page.querySelector('[role=alert]')?.textContent).toContain('cannot be reached');
    expect(field(page, 'Name').value).toBe('Countess Ada');
  });

  describe('downloading one’s data', () => {
    let saved: { name: string; content: Blob }[];

    beforeEach(() => {
      saved = [];
      let content: Blob;
      // What a browser has for downloads, and jsdom has not.
      URL.createObjectURL = (blob) => ((content = blob as Blob), 'blob:data');
      URL.revokeObjectURL = () => undefined;
      jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
        saved.push({ name: this.download, content });
      });
    });

    afterEach(() => jest.restoreAllMocks());

    it('saves a file', async () => {
      button(page, 'Download my data').dispatchEvent(new MouseEvent('click'));
      (await expectRequest('GET /users/me/export')).flush({ profile: aUser() });
      await settle();

      expect(saved[0]?.name).toMatch(/^taskward-\d{4}-\d\d-\d\d\.json$/);
      expect(saved[0]?.content.type).toBe('application/json');
      expect(toast()).toBe('Your file is being saved.');
    });

    it('asks once however often one clicks', async () => {
      await click(button(page, 'Download my data'));
      await click(button(page, 'Preparing your file …'));

      await expectRequest('GET /users/me/export');
    });

    it('says what went wrong', async () => {
      await click(button(page, 'Download my data'));
      refuse(await expectRequest('GET /users/me/export'), 500, 'INTERNAL');
      await settle();

      expect(toast()).toContain('Your data could not be downloaded. Something went wrong on our side.');
      expect(saved).toEqual([]);
    });

    it('says nothing to somebody who would rather not give the password', async () => {
      await click(button(page, 'Download my data'));
      refuse(await expectRequest('GET /users/me/export'), 401, 'REAUTHENTICATION_REQUIRED');
      await settle();
      TestBed.inject(StepUp).cancel();
      await settle();

      expect(toast()).toBeUndefined();
      expect(button(page, 'Download my data').getAttribute('aria-disabled')).toBeNull();
    });
  });
});
