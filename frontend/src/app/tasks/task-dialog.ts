import { DIALOG_DATA, type DialogConfig, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, submit } from '@angular/forms/signals';
import { ContentKey } from '../api/idempotency-key';
import type { Task } from '../api/types';
import { Drafts } from '../drafts/drafts';
import { RestoredNotice } from '../drafts/restored-notice';
import { type Problem, toProblem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { texts } from '../texts/texts';
import { Control } from '../ui/control';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import { PageDialogs } from '../ui/page-dialogs';
import { TagInput } from './tag-input';
import { TaskApi } from './task-api';
import { type Conflict, TaskConflict } from './task-conflict';
import { type TaskDialogDraft, draftNameOf } from './task-dialog-draft';
import {
  type FieldName,
  type TaskFields,
  changedNames,
  changesBetween,
  conflictsBetween,
  emptyFields,
  merge,
  toFields,
  toRequest,
} from './task-fields';
import { PRIORITIES } from './task-query';
import { taskRules } from './task-rules';

/** Edits `task`; without it, creates one titled `title`. A `draft` takes precedence. */
export interface TaskDialogData {
  readonly task?: Task;
  readonly title?: string;
  readonly draft?: TaskDialogDraft;
  /** Called with the newer state of the task when saving finds one. */
  readonly onChangedElsewhere?: (current: Task) => void;
  /** Called when saving finds the task deleted. */
  readonly onDeletedElsewhere?: (task: Task) => void;
}

/** The form for all fields of a task. Saves itself, so that it stays open with its input if saving fails. */
@Component({
  selector: 'app-task-dialog',
  imports: [Control, Field, FormError, FormField, FormRoot, RestoredNotice, TagInput, TaskConflict],
  templateUrl: './task-dialog.html',
  styleUrl: './task-dialog.css',
  providers: [PageDialogs],
  host: { class: 'dialog' },
})
export class TaskDialog {
  private readonly api = inject(TaskApi);
  private readonly data = inject<TaskDialogData>(DIALOG_DATA);
  private readonly dialog = inject<DialogRef<Task>>(DialogRef);
  private readonly drafts = inject(Drafts);
  private readonly questions = inject(PageDialogs);

  /** The server's state, as last known to this form. */
  private readonly task = signal(this.data.draft?.task ?? this.data.task);
  private readonly base = computed(() => {
    const task = this.task();
    return task ? toFields(task) : emptyFields();
  });
  private readonly fields = signal({ ...this.initialFields(), ...this.data.draft?.fields });
  private readonly isDirty = computed(() => changedNames(this.base(), this.fields()).length > 0);
  private readonly key = new ContentKey();
  private isLeaving = false;
  private goneId = this.data.draft?.goneId;

  protected readonly texts = texts;
  protected readonly priorities = PRIORITIES;
  protected readonly isNew = computed(() => !this.task());
  protected readonly isRestored = signal(this.data.draft !== undefined);
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly conflict = signal<Conflict | undefined>(undefined);
  /** Whether the task was deleted during editing. */
  protected readonly isGone = signal(false);
  protected readonly form = form(this.fields, taskRules, {
    submission: { action: () => this.save(), onInvalid: focusFirstError },
  });

  constructor() {
    effect(() => this.keepDraft());
  }

  /** Escape and clicks outside the dialog must not discard input. */
  mayClose(): boolean {
    if (this.isLeaving || !this.isDirty()) {
      return true;
    }
    void this.askToDiscard();
    return false;
  }

  protected cancel(): void {
    if (this.mayClose()) {
      this.leave();
    }
  }

  /** Saves the input as a new task. */
  protected keepAsNew(): void {
    this.goneId = this.task()?.id;
    this.task.set(undefined);
    this.isGone.set(false);
    void submit(this.form);
  }

  protected leave(saved?: Task): void {
    this.isLeaving = true;
    this.drafts.discard(this.draftName());
    this.dialog.close(saved);
  }

  protected async startOver(): Promise<void> {
    if (this.isDirty() && !(await this.questions.confirm(texts.confirmDiscard))) {
      return;
    }
    this.isRestored.set(false);
    this.task.set(this.data.task);
    this.fields.set(this.initialFields());
  }

  protected keepMine({ current }: Conflict): void {
    this.accept(current);
    void submit(this.form);
  }

  protected useTheirs({ current, names }: Conflict): void {
    this.accept(current, names);
  }

  private async askToDiscard(): Promise<void> {
    if (await this.questions.confirm(texts.confirmDiscard)) {
      this.leave();
    }
  }

  private save(): Promise<FieldErrors> {
    return sendForm(this.form, this.failure, async () => {
      const saved = await this.send();
      if (saved) {
        this.leave(saved);
      }
    });
  }

  /** Resolves to undefined when the person has to decide first. */
  private async send(): Promise<Task | undefined> {
    const task = this.task();
    if (!task) {
      const request = toRequest(this.fields());
      return this.api.create(request, this.key.of(request));
    }
    try {
      return await this.api.update(task.id, changesBetween(this.base(), this.fields()), task.version);
    } catch (error) {
      const { code, body } = toProblem(error);
      if (code === 'NOT_FOUND') {
        this.data.onDeletedElsewhere?.(task);
        this.isGone.set(true);
        return undefined;
      }
      const { current } = body;
      if (!current) {
        throw error;
      }
      this.data.onChangedElsewhere?.(current);
      return this.reconcile(current);
    }
  }

  /** Changes to different fields are merged automatically; for the same field the person decides. */
  private async reconcile(current: Task): Promise<Task | undefined> {
    const names = conflictsBetween(this.base(), this.fields(), toFields(current));
    if (names.length) {
      this.conflict.set({ current, names });
      return undefined;
    }
    this.accept(current);
    return this.send();
  }

  /** Rebases onto the server's state, keeping the person's changes except the discarded fields. */
  private accept(current: Task, givenUp: readonly FieldName[] = []): void {
    this.fields.set(merge(this.base(), this.fields(), toFields(current), givenUp));
    this.task.set(current);
    this.conflict.set(undefined);
  }

  private keepDraft(): void {
    const name = this.draftName();
    const draft: TaskDialogDraft = { task: this.task(), fields: this.fields(), goneId: this.goneId };
    if (this.isDirty()) {
      this.drafts.keep(name, draft);
    } else {
      this.drafts.discard(name);
    }
  }

  private draftName(): string {
    return draftNameOf({ task: this.task(), goneId: this.goneId });
  }

  private initialFields(): TaskFields {
    return this.data.task ? toFields(this.data.task) : emptyFields(this.data.title);
  }
}

export function taskDialogConfig(
  data: TaskDialogData,
): DialogConfig<TaskDialogData, DialogRef<Task, TaskDialog>> {
  return {
    data,
    ariaModal: true,
    ariaLabelledBy: 'task-dialog-title',
    backdropClass: 'dialog-backdrop',
    panelClass: 'dialog-panel',
    closePredicate: (_result, _config, dialog) => !(dialog instanceof TaskDialog) || dialog.mayClose(),
  };
}
