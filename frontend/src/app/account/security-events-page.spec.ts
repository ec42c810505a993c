import { openAccountPage } from '../../testing/account';
import { aSecurityEvent } from '../../testing/factories';
import { button, buttons, click } from '../../testing/page';
import { expectRequest, refuse, settle } from '../../testing/portal';
import type { SecurityEvent } from '../api/types';
import { SecurityEventsPage } from './security-events-page';

const ROUTE = 'GET /users/me/security-events';

describe('SecurityEventsPage', () => {
  let page: HTMLElement;

  const answer = async (items: SecurityEvent[], nextCursor: string | null = null) => {
    const request = await expectRequest(ROUTE);
    request.flush({ items, nextCursor });
    await settle();
    return request;
  };

  const entries = () => [...page.querySelectorAll('li')].map(({ textContent }) => textContent);

  beforeEach(async () => {
    page = await openAccountPage(SecurityEventsPage);
  });

  afterEach(() => page.remove());

  it('tells what happened, when and where', async () => {
    await answer([
      aSecurityEvent({ event: 'password-changed', current: true }),
      aSecurityEvent({ event: 'sign-in-failed', deviceName: null, ipAddress: null }),
    ]);

    expect(entries()).toEqual([
      expect.stringMatching(/You changed your password\..*This device.*Firefox on Linux.*203\.0\.113\.7/),
      expect.stringMatching(/wrong password was entered.*Unknown device.*Unknown address/),
    ]);
  });

  it('marks what deserves a second look', async () => {
    await answer([aSecurityEvent(), aSecurityEvent({ event: 'refresh-token-reused' })]);

    expect(page.querySelectorAll('li .warning')).toHaveLength(1);
  });

  it('warns nobody of their own typing errors', async () => {
    await answer([
      aSecurityEvent({ event: 'sign-in-failed', current: true }),
      aSecurityEvent({ event: 'sign-in-failed' }),
    ]);

    const [own, other] = page.querySelectorAll('li');
    expect(own?.querySelector('.warning')).toBeNull();
    expect(other?.querySelector('.warning')).not.toBeNull();
  });

  it('loads the next page behind the first', async () => {
    await answer([aSecurityEvent()], 'cursor-2');
    await click(button(page, 'Load more'));
    const next = await answer([aSecurityEvent({ event: 'registered' })]);

    expect(next.request.params.get('cursor')).toBe('cursor-2');
    expect(entries()).toHaveLength(2);
    expect(buttons(page, 'Load more')).toEqual([]);
  });

  it('keeps what is there when the next page fails, and tries again', async () => {
    await answer([aSecurityEvent()], 'cursor-2');
    await click(button(page, 'Load more'));
    refuse(await expectRequest(ROUTE), 500, 'INTERNAL');
    await settle();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('went wrong on our side');
    expect(entries()).toHaveLength(1);
    await click(button(page, 'Load more'));
    await answer([aSecurityEvent()]);

    expect(entries()).toHaveLength(2);
  });

  it('says so when nothing happened', async () => {
    await answer([]);

    expect(page.textContent).toContain('Nothing happened yet');
  });

  it('says so when loading fails', async () => {
    refuse(await expectRequest(ROUTE), 503, 'UNAVAILABLE');
    await settle();

    expect(page.querySelector('[role=alert]')?.textContent).toContain('could not be loaded');
  });
});
