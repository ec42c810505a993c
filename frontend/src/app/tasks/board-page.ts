import {
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { dateLocale } from '../ui/date-locale';
import { Connection } from '../ui/connection';
import { Shortcuts } from '../ui/shortcuts';
import { texts } from '../texts/texts';
import { LoadFailure } from '../ui/load-failure';
import { LoadMore } from '../ui/load-more';
import { PageDialogs } from '../ui/page-dialogs';
import { ActiveFilters } from './active-filters';
import { Calendar, fromDay } from '../ui/calendar';
import { CaptureOutbox } from './capture-outbox';
import { EmptyBoard } from './empty-board';
import { FilterBar } from './filter-bar';
import { KnownTags } from './known-tags';
import { LingeringTasks } from './lingering-tasks';
import { returnToPlace } from './return-to-place';
import { TaskActions } from './task-actions';
import { TaskCapture } from './task-capture';
import { TaskDialogs } from './task-dialogs';
import { TaskFilters } from './task-filters';
import { TaskList } from './task-list';
import { isFiltered } from './task-query';
import { TaskSkeleton } from './task-skeleton';
import { TaskStore } from './task-store';
import { UndoStack } from './undo-stack';
import { UnfinishedList } from './unfinished-list';
import { UnfinishedTasks } from './unfinished-tasks';
import { UnsavedList } from './unsaved-list';
import { WriteQueue } from './write-queue';

const DATE = new Intl.DateTimeFormat(dateLocale, { weekday: 'long', day: 'numeric', month: 'long' });

/** The person's tasks, and everything they can do with them. */
@Component({
  selector: 'app-board-page',
  imports: [
    ActiveFilters,
    EmptyBoard,
    FilterBar,
    LoadFailure,
    LoadMore,
    TaskCapture,
    TaskList,
    TaskSkeleton,
    UnfinishedList,
    UnsavedList,
  ],
  providers: [
    KnownTags,
    LingeringTasks,
    PageDialogs,
    TaskActions,
    TaskDialogs,
    TaskFilters,
    TaskStore,
    UndoStack,
    UnfinishedTasks,
    WriteQueue,
  ],
  templateUrl: './board-page.html',
  styleUrl: './board-page.css',
})
export class BoardPage {
  private readonly calendar = inject(Calendar);
  private readonly filters = inject(TaskFilters);
  private readonly connection = inject(Connection);
  private readonly outbox = inject(CaptureOutbox);
  private readonly undo = inject(UndoStack);
  protected readonly actions = inject(TaskActions);
  protected readonly dialogs = inject(TaskDialogs);
  protected readonly lingering = inject(LingeringTasks);
  protected readonly store = inject(TaskStore);

  private readonly capture = viewChild.required(TaskCapture);
  private readonly filterBar = viewChild.required(FilterBar);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  private readonly list = viewChild(TaskList);

  protected readonly texts = texts;
  protected readonly date = computed(() => DATE.format(fromDay(this.calendar.today())));
  protected readonly isFiltered = computed(() => isFiltered(this.filters.query()));
  protected readonly isEmpty = computed(() => !this.store.tasks().length && !this.outbox.all().length);

  constructor() {
    this.registerShortcuts();
    returnToPlace(this.list);
    this.announceResults();
    this.reloadOnceConnected();
    this.showCaptured();
  }

  protected async createWithDetails(title: string): Promise<void> {
    if (await this.dialogs.create(title)) {
      this.capture().clear();
    }
  }

  protected pickTag(tag: string): void {
    this.filters.addTag(tag);
  }

  protected focusHeading(): void {
    this.heading().nativeElement.focus();
  }

  private registerShortcuts(): void {
    const { shortcuts } = texts;
    const keys = [
      { key: 'n', description: shortcuts.add, run: () => this.capture().focus() },
      { key: '/', description: shortcuts.search, run: () => this.filterBar().focusSearch() },
      { key: 'j', description: shortcuts.next, run: () => this.list()?.moveFocus(1), repeats: true },
      { key: 'k', description: shortcuts.previous, run: () => this.list()?.moveFocus(-1), repeats: true },
      { key: 'x', description: shortcuts.complete, run: () => this.toggleFocused() },
      { key: 'e', description: shortcuts.edit, run: () => this.editFocused() },
      { key: 'Delete', description: shortcuts.delete, run: () => this.deleteFocused() },
      { key: 'Mod+z', description: shortcuts.undo, run: () => this.undo.undoLast() },
    ];
    inject(Shortcuts).register(keys, inject(DestroyRef));
  }

  private announceResults(): void {
    effect(() => {
      if (this.store.isLoading() || !this.store.hasLoaded()) {
        return;
      }
      const count = untracked(this.store.tasks).length;
      const hasMore = untracked(this.store.nextCursor) !== undefined;
      this.actions.announce(texts.announcements.shown(count, hasMore));
    });
  }

  /** Tasks that are captured together are announced together, once none of them waits. */
  private showCaptured(): void {
    const { added, addedSeveral } = texts.announcements;
    let titles: string[] = [];
    this.outbox.saved.pipe(takeUntilDestroyed()).subscribe((task) => {
      if (this.actions.showSilently(task, added(task.title))) {
        titles.push(task.title);
      }
    });
    effect(() => {
      const [title] = titles;
      if (!this.outbox.waiting().length && title !== undefined) {
        this.actions.announce(titles.length === 1 ? added(title) : addedSeveral(titles.length));
        titles = [];
      }
    });
  }

  private reloadOnceConnected(): void {
    effect(() => {
      if (this.connection.online() && untracked(this.store.problem)) {
        this.store.reload();
      }
    });
  }

  private toggleFocused(): void {
    const task = this.list()?.focused();
    if (task) {
      void this.actions.setCompleted(task, !task.completed);
    }
  }

  private editFocused(): void {
    const task = this.list()?.focused();
    if (task) {
      void this.dialogs.edit(task);
    }
  }

  private deleteFocused(): void {
    const task = this.list()?.focused();
    if (task) {
      void this.dialogs.delete(task);
    }
  }
}
