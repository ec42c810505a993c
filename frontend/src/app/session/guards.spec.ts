import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideTestServer, signIn } from '../../testing/portal';
import { signedIn, signedOut } from './guards';
import { Session } from './session';

@Component({ template: '' })
class Page {}

describe('guards', () => {
  let harness: RouterTestingHarness;

  const goTo = async (url: string) => {
    await harness.navigateByUrl(url);
    return TestBed.inject(Router).url;
  };

  beforeEach(async () => {
    const routes = [
      { path: 'tasks', component: Page, canActivate: [signedIn] },
      { path: 'sign-in', component: Page, canActivate: [signedOut] },
    ];
    TestBed.configureTestingModule({ providers: [provideTestServer(), provideRouter(routes)] });
    harness = await RouterTestingHarness.create();
  });

  it('sends people to the sign-in page and remembers where they wanted to go', async () => {
    await TestBed.inject(Session).restore();

    expect(await goTo('/tasks?q=milk')).toBe('/sign-in?returnUrl=%2Ftasks%3Fq%3Dmilk');
  });

  it('lets people through who are signed in', async () => {
    await signIn();

    expect(await goTo('/tasks?q=milk')).toBe('/tasks?q=milk');
  });

  it('keeps the place of people whose session cannot be checked at the moment', async () => {
    expect(await goTo('/tasks?q=milk')).toBe('/tasks?q=milk');
  });

  it('takes people who are signed in on to where they wanted to go', async () => {
    await signIn();

    expect(await goTo('/sign-in?returnUrl=%2Ftasks%3Fq%3Dmilk')).toBe('/tasks?q=milk');
    expect(await goTo('/sign-in?returnUrl=https:%2F%2Fevil.example')).toBe('/tasks');
  });
});
