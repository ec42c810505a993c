import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { aUser, anAuthResponse } from '../../testing/factories';
import { provideTestServer, signIn } from '../../testing/portal';
import { Session } from '../session/session';
import { BoardAddress } from './board-address';

@Component({ template: '' })
class Page {}

describe('The way back to the board', () => {
  let address: BoardAddress;

  const go = (url: string) => TestBed.inject(Router).navigateByUrl(url);

  beforeEach(async () => {
    const routes = ['tasks', 'account'].map((path) => ({ path, component: Page }));
    TestBed.configureTestingModule({ providers: [provideTestServer(), provideRouter(routes)] });
    await signIn();
    await go('/tasks?tag=home');
    address = TestBed.inject(BoardAddress);
  });

  it('leads to what was shown when the portal was opened', async () => {
    await go('/account');

    expect(address.tree().toString()).toBe('/tasks?tag=home');
  });

  it('leads from the board to everything open', () => {
    expect(address.tree().toString()).toBe('/tasks');
  });

  it('leads there still when the session ends and the same person goes on', async () => {
    await go('/account');
    TestBed.inject(Session).end('ended');
    expect(address.tree().toString()).toBe('/tasks?tag=home');
    await signIn();

    expect(address.tree().toString()).toBe('/tasks?tag=home');
  });

  it('leads nobody else there', async () => {
    await go('/account');
    await signIn(anAuthResponse({ user: aUser({ id: 'grace' }) }));

    expect(address.tree().toString()).toBe('/tasks');
  });
});
