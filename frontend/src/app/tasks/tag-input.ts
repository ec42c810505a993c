import { Component, type ElementRef, model, output, signal, viewChild } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { texts } from '../texts/texts';
import { Control } from '../ui/control';
import { Icon } from '../ui/icon';
import { isComposing } from '../ui/is-composing';
import { distinctTags } from './fold-tag';

/** An input for tags, each completed by Enter or a comma. Used inside an `app-field`. */
@Component({
  selector: 'app-tag-input',
  imports: [Control, Icon],
  templateUrl: './tag-input.html',
  styleUrl: './tag-input.css',
})
export class TagInput implements FormValueControl<readonly string[]> {
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('tag');

  readonly value = model<readonly string[]>([]);
  readonly touch = output();

  protected readonly texts = texts.taskFields;
  protected readonly text = signal('');

  focus(options?: FocusOptions): void {
    this.control().nativeElement.focus(options);
  }

  /** Text before the last comma becomes tags, the rest remains as input. */
  protected type(text: string): void {
    const parts = text.split(',');
    const rest = parts.pop() ?? '';
    this.add(parts);
    this.text.set(rest);
  }

  protected closeTag(): void {
    this.add([this.text()]);
    this.text.set('');
  }

  protected pressEnter(event: KeyboardEvent): void {
    if (isComposing(event)) {
      event.preventDefault();
      return;
    }
    // If there is no pending tag, Enter submits the form as usual.
    if (!this.text().trim()) {
      return;
    }
    event.preventDefault();
    this.closeTag();
  }

  protected pressBackspace(): void {
    if (!this.text()) {
      this.value.update((tags) => tags.slice(0, -1));
    }
  }

  protected remove(tag: string): void {
    this.value.update((tags) => tags.filter((other) => other !== tag));
    this.focus();
  }

  private add(names: readonly string[]): void {
    const tags = names.map((name) => name.trim().replace(/^#/, '')).filter(Boolean);
    if (tags.length) {
      this.value.update((all) => distinctTags([...all, ...tags]));
    }
  }
}
