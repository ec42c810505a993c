import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationEnd, Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { filter, firstValueFrom } from 'rxjs';
import { aUser } from '../../testing/factories';
import { button, click } from '../../testing/page';
import { provideTestServer, settle, signIn } from '../../testing/portal';
import type { Session } from '../session/session';
import { accountRoutes } from './account.routes';

@Component({ template: '' })
class Tasks {}

describe('AccountLayout', () => {
  let page: HTMLElement;
  let session: Session;

  /** A page that still loads its list has arrived all the same. */
  const go = async (name: string): Promise<string> => {
    const { events } = TestBed.inject(Router);
    const arrival = firstValueFrom(events.pipe(filter((event) => event instanceof NavigationEnd)));
    await click(button(page, name));
    const { urlAfterRedirects } = await arrival;
    await settle();
    return urlAfterRedirects;
  };

  beforeEach(async () => {
    const routes = [
      { path: 'tasks', component: Tasks },
      { path: 'account', children: accountRoutes },
    ];
    TestBed.configureTestingModule({ providers: [provideTestServer(), provideRouter(routes)] });
    session = await signIn();
    const harness = await RouterTestingHarness.create('/account');
    page = harness.fixture.nativeElement as HTMLElement;
    await settle();
  });

  it('begins with the profile', () => {
    expect(TestBed.inject(Router).url).toBe('/account/profile');
    expect(page.querySelector('h1')?.textContent).toBe('Profile');
    expect(button(page, 'Profile').getAttribute('aria-current')).toBe('page');
  });

  it.each([
    ['Password', '/account/password'],
    ['Sessions', '/account/sessions'],
    ['Access tokens', '/account/access-tokens'],
    ['Import and export', '/account/data'],
    ['Security events', '/account/security-events'],
    ['Delete account', '/account/delete'],
  ])('leads to “%s”', async (name, url) => {
    expect(await go(name)).toBe(url);
    expect(page.querySelector('h1')?.textContent).toBe(name);
    expect(button(page, name).getAttribute('aria-current')).toBe('page');
  });

  it('leads back to the tasks', () => {
    expect(button(page, 'Back to your tasks').getAttribute('href')).toBe('/tasks');
  });

  it('leads back to what the board showed last', async () => {
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/tasks?status=all&tag=home');
    await router.navigateByUrl('/account/profile');
    // As the profile does once it has loaded.
    session.describe(aUser());
    await settle();

    expect(button(page, 'Back to your tasks').getAttribute('href')).toBe('/tasks?status=all&tag=home');
  });
});
