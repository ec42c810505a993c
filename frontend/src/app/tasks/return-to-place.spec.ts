import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aTask, aUser, anAuthResponse } from '../../testing/factories';
import { expectRequest, provideTestServer, settle, signIn } from '../../testing/portal';
import { BoardPage } from './board-page';

@Component({ template: '' })
class Elsewhere {}

const tasks = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => aTask({ title: `Task ${first + index}` }));

describe('The way back to the board', () => {
  const go = async (url: string) => {
    await TestBed.inject(Router).navigateByUrl(url);
    await settle();
  };
  const limit = async () => {
    const { request } = await expectRequest('GET /tasks');
    return request.params.get('limit');
  };
  /** Loads a page of the board, and more of it, as scrolling does. */
  const read = async (count: number) => {
    (await expectRequest('GET /tasks')).flush({ items: tasks(50), nextCursor: 'next' });
    await settle();
    document.querySelector<HTMLElement>('app-load-more button')?.click();
    (await expectRequest('GET /tasks')).flush({ items: tasks(count - 50, 50), nextCursor: 'later' });
    await settle();
  };

  beforeEach(async () => {
    Object.assign(globalThis, { scrollY: 2_000, scrollBy: jest.fn() });
    const routes = [
      { path: 'tasks', component: BoardPage },
      { path: 'account', component: Elsewhere },
    ];
    TestBed.configureTestingModule({ providers: [provideTestServer(), provideRouter(routes)] });
    await signIn();
    const { fixture } = await RouterTestingHarness.create('/tasks?tag=home');
    document.body.append(fixture.nativeElement as HTMLElement);
    await read(120);
    await go('/account');
  });

  it('brings back as many tasks as there were, and the place among them', async () => {
    await go('/tasks?tag=home');
    const request = await expectRequest('GET /tasks');
    expect(request.request.params.get('limit')).toBe('120');
    expect(scrollBy).not.toHaveBeenCalled();
    request.flush({ items: tasks(120), nextCursor: 'later' });
    await settle();

    expect(document.querySelectorAll('app-task-item')).toHaveLength(120);
  });

  it('brings back more than one answer can hold', async () => {
    await go('/tasks?tag=home');
    (await expectRequest('GET /tasks')).flush({ items: tasks(100), nextCursor: 'rest' });
    const rest = await expectRequest('GET /tasks');

    expect(rest.request.params.get('cursor')).toBe('rest');
  });

  it('begins at the top of another view', async () => {
    await go('/tasks?tag=work');

    expect(await limit()).toBeNull();
  });

  it('begins at the top for somebody else', async () => {
    await signIn(anAuthResponse({ user: aUser({ id: 'grace' }) }));
    await go('/tasks?tag=home');

    expect(await limit()).toBeNull();
  });

  it('begins at the top where one had not left it', async () => {
    Object.assign(globalThis, { scrollY: 0 });
    await go('/tasks?tag=home');
    (await expectRequest('GET /tasks')).flush({ items: tasks(50), nextCursor: null });
    await go('/account');
    await go('/tasks?tag=home');

    expect(await limit()).toBeNull();
  });
});
