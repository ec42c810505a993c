import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { newIdempotencyKey } from '../api/idempotency-key';
import { toProblem } from '../problems/problem';
import { texts } from '../texts/texts';
import { describeInstantExactly } from '../ui/describe-instant';
import { Icon } from '../ui/icon';
import { ImportAdaptations } from './import-adaptations';
import { ImportFailure } from './import-failure';
import { BEGINNING, type ImportFormat, formatOf } from './import-format';
import { ImportProgress } from './import-progress';
import { type ImportState, isAboutTheFile } from './import-state';
import { TaskFileApi, type TaskUpload } from './task-file-api';

const { data } = texts.accountPages;

/** Imports the tasks of a file, all or none. */
@Component({
  selector: 'app-task-import',
  imports: [Icon, ImportAdaptations, ImportFailure, ImportProgress, RouterLink],
  templateUrl: './task-import.html',
  styleUrls: ['../ui/panels.css', './task-import.css'],
})
export class TaskImport {
  private readonly api = inject(TaskFileApi);
  private readonly injector = inject(Injector);
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');
  readonly imported = output<void>();

  /** The idempotency key of the chosen file. */
  private key = newIdempotencyKey();

  protected readonly texts = data;
  protected readonly exactly = describeInstantExactly;
  protected readonly complaint = signal<string | undefined>(undefined);
  protected readonly state = signal<ImportState>({ step: 'waiting' });
  protected readonly isBusy = computed(() => this.state().step === 'sending');

  protected choose(): void {
    this.key = newIdempotencyKey();
    this.complaint.set(undefined);
    this.state.set({ step: 'waiting' });
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy()) {
      return;
    }
    const file = this.control().nativeElement.files?.[0];
    if (!file) {
      this.complain(data.fileRequired);
      return;
    }
    if (file.size === 0) {
      this.complain(data.fileEmpty);
      return;
    }
    this.showSent(0);
    const format = await formatIn(file);
    if (format && format !== 'unreadable') {
      await this.send({ file, format, key: this.key });
    } else {
      this.state.set({ step: 'waiting' });
      this.complain(format ? data.fileUnreadable : data.fileUnknown);
    }
  }

  /** The person has been warned that the file was imported before. */
  protected async importAgain(upload: TaskUpload): Promise<void> {
    this.showSent(0);
    await this.send({ ...upload, repeat: 'allow' });
  }

  private async send(upload: TaskUpload): Promise<void> {
    try {
      const { imported, adaptations = [] } = await this.api.import(upload, (share) => this.showSent(share));
      this.forgetFile();
      this.state.set({ step: 'done', imported, adaptations, format: upload.format });
      this.imported.emit();
    } catch (error) {
      const { file, format } = upload;
      const problem = toProblem(error);
      const { alreadyImportedAt: importedAt } = problem.body;
      if (problem.code === 'ALREADY_IMPORTED' && importedAt) {
        this.state.set({ step: 'repeated', importedAt, upload });
        return;
      }
      if (isAboutTheFile(problem)) {
        this.forgetFile();
      }
      this.state.set({ step: 'failed', problem, fileName: file.name, format });
    }
  }

  private showSent(share: number): void {
    this.state.set({ step: 'sending', percent: Math.floor(share * 100) });
  }

  private complain(message: string): void {
    this.complaint.set(message);
    // Deferred: the control is still disabled.
    afterNextRender(() => this.control().nativeElement.focus(), { injector: this.injector });
  }

  /** Allows choosing the same file again after correcting it; browsers only report a different choice. */
  private forgetFile(): void {
    this.control().nativeElement.value = '';
    this.key = newIdempotencyKey();
  }
}

/** `unreadable` when the file was changed or removed after it was chosen. */
async function formatIn(file: File): Promise<ImportFormat | 'unreadable' | undefined> {
  try {
    return formatOf(file, await file.slice(0, BEGINNING).text());
  } catch {
    return 'unreadable';
  }
}
