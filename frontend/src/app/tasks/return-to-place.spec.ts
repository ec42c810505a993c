import { Component } from '@angular/core';
import type { TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aTask, aUser, anAuthResponse } from '../../testing/factories';
import {
  expectNoRequest,
  expectRequest,
  provideTestServer,
  refuse,
  settle,
  signIn,
} from '../../testing/portal';
import { BoardPage } from './board-page';
import { TaskItem } from './task-item';

@Component({ template: '' })
class Elsewhere {}

const tasks = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => aTask({ id: String(first + index) }));

/** In pixels. */
const ROW_HEIGHT = 50;

const scroll = (y: number) => Object.assign(globalThis, { scrollY: y });

/** As a browser does: one row below the other. */
function layRowsOut(): void {
  jest.spyOn(TaskItem.prototype, 'top').mockImplementation(function (this: TaskItem) {
    return Number(this.task().id) * ROW_HEIGHT - scrollY;
  });
}

describe('The way back to the board', () => {
  const go = async (url: string) => {
    await TestBed.inject(Router).navigateByUrl(url);
    await settle();
  };
  const limitOf = ({ request }: TestRequest) => request.params.get('limit');
  const limit = async () => limitOf(await expectRequest('GET /tasks'));
  /** Comes back, and gets so many of the tasks. Resolves to the request that was answered. */
  const comeBack = async (count: number) => {
    scroll(0);
    await go('/tasks?tag=home');
    return give(count, 0);
  };
  const give = async (count: number, first: number, nextCursor: string | null = 'rest') => {
    const request = await expectRequest('GET /tasks');
    request.flush({ items: tasks(count, first), nextCursor });
    await settle();
    return request;
  };
  /** Loads a page of the board, and more of it, as scrolling does. */
  const read = async (count: number) => {
    await give(50, 0);
    document.querySelector<HTMLElement>('app-load-more button')?.click();
    await give(count - 50, 50);
  };
  /** Reads so many, scrolls, and leaves. */
  const leave = async (count: number, scrolledTo: number) => {
    await read(count);
    scroll(scrolledTo);
    await go('/account');
  };

  beforeEach(async () => {
    scroll(0);
    Object.assign(globalThis, { scrollBy: jest.fn() });
    layRowsOut();
    const routes = [
      { path: 'tasks', component: BoardPage },
      { path: 'account', component: Elsewhere },
    ];
    TestBed.configureTestingModule({ providers: [provideTestServer(), provideRouter(routes)] });
    await signIn();
    const { fixture } = await RouterTestingHarness.create('/tasks?tag=home');
    document.body.append(fixture.nativeElement as HTMLElement);
  });

  afterEach(() => jest.restoreAllMocks());

  it('brings back as many tasks as there were, and the place among them', async () => {
    await leave(120, 2_000);
    const request = await comeBack(120);

    expect(limitOf(request)).toBe('120');
    expect(document.querySelectorAll('app-task-item')).toHaveLength(120);
    expect(jest.mocked(scrollBy).mock.calls).toEqual([[0, 2_000]]);
  });

  it('brings back more than one answer can hold, by few of them', async () => {
    await leave(300, 14_000);
    expect(limitOf(await comeBack(200))).toBe('200');
    expect(scrollBy).not.toHaveBeenCalled();
    const rest = await give(100, 200);

    expect(limitOf(rest)).toBe('100');
    expect(rest.request.params.get('cursor')).toBe('rest');
    expect(scrollBy).toHaveBeenCalledWith(0, 14_000);
  });

  it('is not gone on in another view', async () => {
    await leave(300, 14_000);
    await comeBack(200);
    const rest = await expectRequest('GET /tasks');
    await go('/tasks?tag=work');
    await give(50, 0);
    rest.flush({ items: tasks(50, 200), nextCursor: 'rest' });
    await expectNoRequest('GET /tasks');

    expect(scrollBy).not.toHaveBeenCalled();
  });

  it.each(['wheel', 'pointerdown', 'keydown'])('is not gone on after a %s', async (move) => {
    await leave(300, 14_000);
    await comeBack(200);
    document.body.dispatchEvent(new Event(move, { bubbles: true }));
    await give(100, 200);
    await expectNoRequest('GET /tasks');

    expect(scrollBy).not.toHaveBeenCalled();
  });

  it('is given up when the tasks cannot be loaded: a later success moves nobody', async () => {
    await leave(120, 2_000);
    await go('/tasks?tag=home');
    refuse(await expectRequest('GET /tasks'), 503, 'UNAVAILABLE');
    await settle();
    document.querySelector<HTMLElement>('app-load-failure button')?.click();
    await give(120, 0);

    expect(document.querySelectorAll('app-task-item')).toHaveLength(120);
    expect(scrollBy).not.toHaveBeenCalled();
  });

  it('asks for the usual page from then on', async () => {
    await leave(120, 2_000);
    await comeBack(120);
    await go('/tasks?tag=work');
    await give(50, 0);
    await go('/tasks?tag=home');

    expect(await limit()).toBeNull();
  });

  it('begins at the top of another view', async () => {
    await leave(120, 2_000);
    await go('/tasks?tag=work');

    expect(await limit()).toBeNull();
  });

  it('begins at the top for somebody else', async () => {
    await leave(120, 2_000);
    await signIn(anAuthResponse({ user: aUser({ id: 'grace' }) }));
    await go('/tasks?tag=home');

    expect(await limit()).toBeNull();
  });

  it('begins at the top where one had not left it', async () => {
    await leave(120, 0);
    await go('/tasks?tag=home');

    expect(await limit()).toBeNull();
  });
});
