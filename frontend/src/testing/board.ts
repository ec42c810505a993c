import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Task } from '../app/api/types';
import { BoardPage } from '../app/tasks/board-page';
import { expectRequest, provideTestServer, settle, signIn } from './portal';

/** The board of somebody signed in, as a test sees it. */
export class Board {
  private constructor(readonly page: HTMLElement) {}

  static async open(url = '/tasks'): Promise<Board> {
    TestBed.configureTestingModule({
      providers: [provideTestServer(), provideRouter([{ path: 'tasks', component: BoardPage }])],
    });
    await signIn();
    const harness = await RouterTestingHarness.create(url);
    return new Board(harness.fixture.nativeElement as HTMLElement);
  }

  static async openWith(...items: Task[]): Promise<Board> {
    const board = await Board.open();
    await board.answer(items);
    return board;
  }

  /** Answers the request for the first page that is under way. */
  async answer(items: readonly Task[], nextCursor: string | null = null): Promise<void> {
    (await expectRequest('GET /tasks')).flush({ items, nextCursor });
    await settle();
  }

  get titles(): string[] {
    return [...this.page.querySelectorAll('.title')].map((title) => title.textContent.trim());
  }
}

/** The dialog that is open, the topmost of several. */
export function dialog(): HTMLElement {
  const element = [...document.querySelectorAll<HTMLElement>('cdk-dialog-container')].at(-1);
  if (!element) {
    throw new Error('No dialog is open');
  }
  return element;
}
