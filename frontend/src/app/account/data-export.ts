import { Component, inject, signal } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { showFailure } from '../ui/show-failure';
import { Toasts } from '../ui/toasts';
import { AccountApi } from './account-api';
import { saveFile } from '../ui/save-file';

/** Lets people download all data stored about them. */
@Component({
  selector: 'app-data-export',
  imports: [Icon],
  template: `
    <section class="panel">
      <h2>{{ texts.exportTitle }}</h2>
      <p>{{ texts.exportDetail }}</p>
      <button type="button" class="button" [attr.aria-disabled]="isBusy() || null" (click)="export()">
        <app-icon name="download" />
        {{ isBusy() ? texts.exporting : texts.export }}
      </button>
    </section>
  `,
  styleUrl: '../ui/panels.css',
  styles: `
    p {
      margin-block-end: var(--space-4);
      color: var(--text-muted);
    }
  `,
})
export class DataExport {
  private readonly api = inject(AccountApi);
  private readonly toasts = inject(Toasts);

  protected readonly texts = texts.accountPages.profile;
  protected readonly isBusy = signal(false);

  protected async export(): Promise<void> {
    if (this.isBusy()) {
      return;
    }
    this.isBusy.set(true);
    try {
      const json = JSON.stringify(await this.api.export(), null, 2);
      saveFile(exportName(new Date()), new Blob([json], { type: 'application/json' }));
      this.toasts.show(this.texts.exported);
    } catch (error) {
      showFailure(this.toasts, this.texts.notExported, error);
    } finally {
      this.isBusy.set(false);
    }
  }
}

function exportName(now: Date): string {
  return `taskward-${now.toISOString().slice(0, 10)}.json`;
}
