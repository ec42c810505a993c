import { Component } from '@angular/core';
import { RecentImports } from '../task-files/recent-imports';
import { TaskExport } from '../task-files/task-export';
import { TaskImport } from '../task-files/task-import';
import { texts } from '../texts/texts';
import { PageTitle } from './page-title';

/** Export and import of tasks as files. */
@Component({
  selector: 'app-data-page',
  imports: [PageTitle, RecentImports, TaskExport, TaskImport],
  template: `
    <app-page-title [heading]="texts.title" [lead]="texts.lead" />
    <app-task-export />
    <app-task-import (imported)="recent.reload()" />
    <app-recent-imports #recent />
  `,
  styleUrl: '../ui/panels.css',
})
export class DataPage {
  protected readonly texts = texts.accountPages.data;
}
