import { Component, inject, signal } from '@angular/core';
import { saveFile } from '../ui/save-file';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { showFailure } from '../ui/show-failure';
import { Toasts } from '../ui/toasts';
import { type ExportFormat, TaskFileApi } from './task-file-api';

const FORMATS: readonly ExportFormat[] = ['csv', 'json', 'ics'];

/** Downloads all tasks as a file, in a choice of formats. */
@Component({
  selector: 'app-task-export',
  imports: [Icon],
  template: `
    <section class="panel" aria-labelledby="task-export-title">
      <h2 id="task-export-title">{{ texts.exportTitle }}</h2>
      <p class="note">{{ texts.exportDetail }}</p>
      <div class="actions">
        @for (format of formats; track format) {
          <button
            type="button"
            class="button"
            [attr.aria-disabled]="busy() ? true : null"
            (click)="export(format)"
          >
            <app-icon name="download" />
            {{ busy() === format ? texts.exporting : texts.exports[format] }}
          </button>
        }
      </div>
    </section>
  `,
  styleUrl: '../ui/panels.css',
  styles: `
    .note {
      margin-block-end: var(--space-4);
    }
  `,
})
export class TaskExport {
  private readonly api = inject(TaskFileApi);
  private readonly toasts = inject(Toasts);

  protected readonly texts = texts.accountPages.data;
  protected readonly formats = FORMATS;
  /** The download in progress. */
  protected readonly busy = signal<ExportFormat | undefined>(undefined);

  protected async export(format: ExportFormat): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set(format);
    try {
      const { name, content } = await this.api.export(format);
      saveFile(name, content);
      this.toasts.show(this.texts.exported);
    } catch (error) {
      showFailure(this.toasts, this.texts.notExported, error);
    } finally {
      this.busy.set(undefined);
    }
  }
}
