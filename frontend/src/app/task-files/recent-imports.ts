import { httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import type { RecordedImport, RecordedImports } from '../api/types';
import { IMPORTS_URL } from '../api/urls';
import { texts } from '../texts/texts';
import { describeInstantExactly } from '../ui/describe-instant';
import { PageDialogs } from '../ui/page-dialogs';
import { showFailure } from '../ui/show-failure';
import { Toasts } from '../ui/toasts';
import { TaskFileApi } from './task-file-api';

/** The imports that can still be undone; hidden if there are none. */
@Component({
  selector: 'app-recent-imports',
  providers: [PageDialogs],
  template: `
    @if (imports().length) {
      <section class="panel" aria-labelledby="recent-imports-title">
        <h2 id="recent-imports-title">{{ texts.recentTitle }}</h2>
        <p class="note">{{ texts.recentDetail }}</p>
        <ul>
          @for (item of imports(); track item.id) {
            <li>
              <span [id]="'import-' + item.id">{{ describe(item) }}</span>
              <button
                type="button"
                class="button"
                [attr.aria-describedby]="'import-' + item.id"
                [attr.aria-disabled]="undoing() ? true : null"
                (click)="undo(item)"
              >
                {{ texts.undo }}
              </button>
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-3);
      padding-block: var(--space-2);
    }
  `,
  styleUrl: '../ui/panels.css',
})
export class RecentImports {
  private readonly api = inject(TaskFileApi);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(PageDialogs);
  private readonly list = httpResource<RecordedImports>(() => IMPORTS_URL);

  protected readonly texts = texts.accountPages.data;
  protected readonly undoing = signal(false);
  protected readonly imports = computed(() =>
    (this.list.hasValue() ? this.list.value().items : []).filter(isUndoable),
  );

  reload(): void {
    this.list.reload();
  }

  /** The API knows no name of the file. */
  protected describe({ tasks, format, createdAt }: RecordedImport): string {
    return this.texts.recentImport(tasks, format, describeInstantExactly(createdAt));
  }

  protected async undo({ id, tasks }: RecordedImport): Promise<void> {
    if (this.undoing() || !(await this.dialogs.confirm(this.texts.confirmUndo(tasks)))) {
      return;
    }
    this.undoing.set(true);
    try {
      const { removed, kept } = await this.api.undoImport(id);
      this.toasts.show(this.texts.undone(removed, kept));
    } catch (error) {
      showFailure(this.toasts, this.texts.notUndone, error);
    }
    this.undoing.set(false);
    this.list.reload();
  }
}

function isUndoable({ undoneAt, undoableUntil }: RecordedImport): boolean {
  return undoneAt === null && Date.parse(undoableUntil) > Date.now();
}
