import { TestBed } from '@angular/core/testing';
import { openAccountPage } from '../../testing/account';
import { anAuthResponse } from '../../testing/factories';
import { click, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, refuse, settle } from '../../testing/portal';
import { Session } from '../session/session';
import { DeleteAccountPage } from './delete-account-page';

const ROUTE = 'DELETE /users/me';

describe('DeleteAccountPage', () => {
  let page: HTMLElement;

  const confirm = async (password = 'correct horse') => {
    await fill(field(page, 'Password'), password);
    await click(field(page, 'I understand that this cannot be undone.'));
    await submit(page);
    return expectRequest(ROUTE);
  };

  beforeEach(async () => {
    page = await openAccountPage(DeleteAccountPage);
  });

  afterEach(() => page.remove());

  it('deletes the account and forgets everything', async () => {
    const request = await confirm();
    request.flush(null);
    await settle();

    expect(request.request.body).toEqual({ password: 'correct horse' });
    expect(TestBed.inject(Session).state()).toEqual({ status: 'signed-out', reason: 'deleted' });
    expect(TestBed.inject(Session).accessToken()).toBeUndefined();
    await expectNoRequest('POST /auth/logout');
  });

  it('does nothing without the password and the tick', async () => {
    await submit(page);

    expect(page.textContent).toContain('Enter your password.');
    expect(page.textContent).toContain('Tick the box to go on.');
    await expectNoRequest(ROUTE);
  });

  it('says that the password is wrong, and deletes nothing', async () => {
    refuse(await confirm('wrong horse'), 401, 'INVALID_CREDENTIALS');
    await settle();

    expect(page.textContent).toContain('This is not your password.');
    expect(TestBed.inject(Session).user()).toBeDefined();
  });

  it('does not ask for the password twice', async () => {
    refuse(await confirm(), 401, 'REAUTHENTICATION_REQUIRED');
    (await expectRequest('POST /auth/reauthenticate')).flush(anAuthResponse({ accessToken: 'fresh' }));

    await expectRequest(ROUTE);
  });
});
