import { httpResource } from '@angular/common/http';
import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { Task, TaskPage } from '../api/types';
import { TASKS_URL } from '../api/urls';
import { type Problem, toProblem } from '../problems/problem';
import { BoardPlace, type Place } from './board-place';
import { Calendar } from '../ui/calendar';
import { TaskApi } from './task-api';
import { TaskFilters } from './task-filters';
import { isFound, passesFilters } from './task-match';
import { placeOf } from './task-order';
import { toListParams } from './task-query';

/** Default and maximum page size. */
const PAGE_SIZE = 50;
const PAGE_SIZE_MAXIMUM = 200;

/** The tasks on the board: the loaded pages, with later changes applied. */
@Service({ autoProvided: false })
export class TaskStore {
  private readonly api = inject(TaskApi);
  private readonly filters = inject(TaskFilters);
  private readonly calendar = inject(Calendar);

  private readonly params = computed(() => toListParams(this.filters.query(), this.calendar.today()));
  /** Identifies the query. */
  readonly view = computed(() => JSON.stringify(this.params()));
  private returnsTo = inject(BoardPlace).take(this.view());
  private readonly firstPage = httpResource<TaskPage>(() => ({
    url: TASKS_URL,
    params: { ...this.params(), ...this.limit(0) },
  }));
  /** Keeps the previous list while another query loads. */
  private readonly list = linkedSignal<TaskPage | undefined, TaskPage | undefined>({
    source: () => (this.firstPage.hasValue() ? this.firstPage.value() : undefined),
    computation: (page, previous) => page ?? previous?.value,
  });
  /** Optimistic completions, not yet confirmed. Removing one shows the server's state again. */
  private readonly unconfirmed = signal<ReadonlyMap<string, boolean>>(new Map());

  readonly tasks = computed(() => this.list()?.items.map((task) => this.withUnconfirmed(task)) ?? []);
  readonly hasLoaded = computed(() => this.list() !== undefined);
  readonly isLoading = this.firstPage.isLoading;
  readonly problem = computed(() => {
    const error = this.firstPage.error();
    return error && toProblem(error);
  });
  readonly nextCursor = computed(() => this.list()?.nextCursor ?? undefined);
  readonly isLoadingMore = signal(false);
  readonly moreProblem = linkedSignal<string | undefined, Problem | undefined>({
    source: this.nextCursor,
    computation: () => undefined,
  });
  readonly tags = computed(() => [...new Set(this.tasks().flatMap(({ tags }) => tags))].sort());

  /** The scroll position to restore in this view, until it is reached or abandoned. */
  get leftAt(): Place | undefined {
    return this.returnsTo;
  }

  forgetPlace(): void {
    this.returnsTo = undefined;
  }

  reload(): void {
    this.firstPage.reload();
  }

  async loadMore(): Promise<void> {
    const cursor = this.nextCursor();
    if (!cursor || this.isLoadingMore()) {
      return;
    }
    this.isLoadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const page = await this.api.page({ ...this.params(), ...this.limit(this.tasks().length), cursor });
      // The query may have changed since this page was requested.
      if (this.nextCursor() === cursor) {
        this.append(page);
      }
    } catch (error) {
      this.moreProblem.set(toProblem(error));
    } finally {
      this.isLoadingMore.set(false);
    }
  }

  expectCompleted(id: string, completed: boolean): void {
    this.unconfirmed.update((all) => new Map(all).set(id, completed));
  }

  settleCompleted(id: string): void {
    this.unconfirmed.update((all) => new Map([...all].filter(([other]) => other !== id)));
  }

  replace(task: Task): void {
    this.changeItems((items) => items.map((item) => (item.id === task.id ? task : item)));
  }

  insert(task: Task, index = 0): void {
    this.changeItems((items) => items.filter(({ id }) => id !== task.id).toSpliced(index, 0, task));
  }

  /**
   * Inserts or moves a new or changed task, or removes it if the view no longer matches. Returns whether the view shows
   * it; if the view is not loaded, it is loaded instead.
   */
  place(task: Task): boolean {
    if (!this.hasLoaded()) {
      this.reload();
      return true;
    }
    const query = this.filters.query();
    const wasShown = this.remove(task.id) >= 0;
    // Only the server knows what a search matches: a row it returned stays until the next load.
    const isWanted = wasShown || isFound(task, query.search);
    if (!isWanted || !passesFilters(task, query, this.calendar.today())) {
      return false;
    }
    this.insert(task, placeOf(task, this.tasks(), query.sort));
    return true;
  }

  /** Returns the task's former index, or −1. */
  remove(id: string): number {
    const index = this.tasks().findIndex((task) => task.id === id);
    this.changeItems((items) => items.filter((item) => item.id !== id));
    return index;
  }

  /** When restoring a scroll position, one request loads everything that was loaded, up to the maximum. */
  private limit(loaded: number): { limit?: number } {
    const missing = this.leftAt?.view === this.view() ? this.leftAt.count - loaded : 0;
    return missing > PAGE_SIZE ? { limit: Math.min(missing, PAGE_SIZE_MAXIMUM) } : {};
  }

  private append({ items, nextCursor }: TaskPage): void {
    const known = new Set(this.tasks().map(({ id }) => id));
    const added = items.filter(({ id }) => !known.has(id));
    this.list.update((list) => ({ items: [...(list?.items ?? []), ...added], nextCursor }));
  }

  private changeItems(change: (items: readonly Task[]) => Task[]): void {
    this.list.update((list) => list && { ...list, items: change(list.items) });
  }

  private withUnconfirmed(task: Task): Task {
    const completed = this.unconfirmed().get(task.id);
    return completed === undefined ? task : { ...task, completed };
  }
}
