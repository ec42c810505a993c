import { TestBed } from '@angular/core/testing';
import { openAccountPage } from '../../testing/account';
import { dialog } from '../../testing/board';
import { aPersonalToken } from '../../testing/factories';
import { button, buttons, click, field, fill, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, refuse, settle } from '../../testing/portal';
import type { PersonalToken } from '../api/types';
import { Toasts } from '../ui/toasts';
import { PersonalTokensPage } from './personal-tokens-page';

const LIST = 'GET /auth/access-tokens';
const CREATE = 'POST /auth/access-tokens';
const nightly = aPersonalToken();
const secret = `${nightly.prefix}5f3a`;

describe('PersonalTokensPage', () => {
  let page: HTMLElement;

  const answer = async (...items: PersonalToken[]) => {
    (await expectRequest(LIST)).flush({ items });
    await settle();
  };

  const create = async () => {
    await fill(field(page, 'Name'), ' Nightly build ');
    await submit(page);
    const request = await expectRequest(CREATE);
    request.flush({ ...nightly, token: secret });
    await answer(nightly);
    return request;
  };

  beforeEach(async () => {
    page = await openAccountPage(PersonalTokensPage);
  });

  afterEach(() => page.remove());

  it('says what tokens are for when there is none', async () => {
    await answer();

    expect(page.textContent).toContain('No access tokens');
  });

  it('says so when loading fails, and tries again', async () => {
    refuse(await expectRequest(LIST), 500, 'INTERNAL');
    await settle();
    expect(page.textContent).toContain('Your access tokens could not be loaded');
    await click(button(page, 'Try again'));
    await answer(nightly);

    expect(page.textContent).toContain('Nightly build');
  });

  it('shows what a token may do, when it was used and when it expires', async () => {
    const old = aPersonalToken({
      id: 'old',
      name: 'Old',
      scopes: ['tasks:read'],
      lastUsedAt: '2025-01-02T08:00:00.000Z',
      expiresAt: '2025-02-03T08:00:00.000Z',
    });
    await answer(nightly, old);
    const [first, second] = [...page.querySelectorAll('li')].map(({ textContent }) => textContent);

    expect(first).toMatch(/Nightly build.*Read and change tasks.*twd_0193e00000007000….*Never used.*Expires/);
    expect(second).toMatch(/Old.*Read tasks.*Last used Jan 2, 2025.*Expired Feb 3, 2025/);
  });

  it('makes a token for ninety days', async () => {
    await answer();
    const { body } = (await create()).request as { body: { expiresAt: string } };

    expect(body).toMatchObject({ name: 'Nightly build', scopes: ['tasks:write'] });
    const days = (Date.parse(body.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(89.9);
    expect(days).toBeLessThan(90);
  });

  it('makes a token as one wants it', async () => {
    await answer();
    await fill(field(page, 'Name'), 'Dashboard');
    await fill(field(page, 'What it may do'), 'tasks:read');
    await fill(field(page, 'Expires after'), '7');
    await submit(page);
    const { body } = (await expectRequest(CREATE)).request as { body: { expiresAt: string } };

    expect(body).toMatchObject({ name: 'Dashboard', scopes: ['tasks:read'] });
    expect((Date.parse(body.expiresAt) - Date.now()) / 86_400_000).toBeLessThan(7);
  });

  it('asks for a name before anything is sent', async () => {
    await answer();
    await submit(page);

    expect(page.textContent).toContain('Give the token a name.');
    expect(document.activeElement).toBe(field(page, 'Name'));
    await expectNoRequest(CREATE);
  });

  it('keeps the form when the server refuses', async () => {
    await answer();
    await fill(field(page, 'Name'), 'Nightly build');
    await submit(page);
    refuse(await expectRequest(CREATE), 422, 'LIMIT_REACHED');
    await settle();

    expect(page.querySelector('[role=alert]')?.textContent).toContain('no room for another one');
    expect(field(page, 'Name').value).toBe('Nightly build');
  });

  describe('a new token', () => {
    const copied: string[] = [];
    const allowCopying = (isAllowed: boolean) =>
      Object.assign(navigator, {
        clipboard: {
          writeText: (text: string) =>
            isAllowed ? Promise.resolve(copied.push(text)) : Promise.reject(new Error('no')),
        },
      });

    const shown = () => field(page, 'Token Nightly build');

    beforeEach(async () => {
      await answer();
      await create();
    });

    it('is shown with a warning, and takes the focus', () => {
      expect(shown().value).toBe(secret);
      expect(page.textContent).toContain('It is not shown again.');
      expect(document.activeElement?.textContent).toBe('Your new access token');
    });

    it('can be copied', async () => {
      allowCopying(true);
      await click(button(page, 'Copy'));

      expect(copied).toEqual([secret]);
      expect(page.textContent).toContain('Copied');
    });

    it('is selected for the keyboard where copying is not allowed', async () => {
      allowCopying(false);
      await click(button(page, 'Copy'));

      expect(page.textContent).toContain('Press Ctrl C');
      expect(shown().selectionEnd).toBe(secret.length);
    });

    it('is gone for good once one is done', async () => {
      await click(button(page, 'Done'));

      expect(page.innerHTML).not.toContain(secret);
      expect(field(page, 'Name').value).toBe('');
    });
  });

  describe('revoking', () => {
    const revoke = async () => {
      await answer(nightly);
      await click(button(page, 'Revoke "Nightly build"'));
      await click(button(dialog(), 'Revoke'));
      return expectRequest(`DELETE /auth/access-tokens/${nightly.id}`);
    };

    const toast = () => TestBed.inject(Toasts).current()?.message;

    it('asks first', async () => {
      await answer(nightly);
      await click(button(page, 'Revoke "Nightly build"'));
      expect(dialog().textContent).toContain('Whatever uses “Nightly build” stops working');
      await click(button(dialog(), 'Cancel'));

      await expectNoRequest(`DELETE /auth/access-tokens/${nightly.id}`);
    });

    it('takes the token off the list', async () => {
      (await revoke()).flush(null);
      await answer();

      expect(toast()).toBe('“Nightly build” is revoked.');
      expect(buttons(page, 'Revoke "Nightly build"')).toEqual([]);
    });

    it('says when it could not', async () => {
      refuse(await revoke(), 500, 'INTERNAL');
      await settle();

      expect(toast()).toContain('“Nightly build” could not be revoked.');
    });
  });
});
