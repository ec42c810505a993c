import { Component, DestroyRef, type ElementRef, inject, linkedSignal, viewChild } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { TaskFilters } from './task-filters';

const PAUSE = 250;

/** Searches while typing (debounced). */
@Component({
  selector: 'app-search-box',
  imports: [Icon],
  template: `
    <app-icon name="search" />
    <input
      #control
      type="search"
      class="input"
      autocomplete="off"
      enterkeyhint="search"
      [attr.aria-label]="texts.search"
      [placeholder]="texts.search"
      [value]="text()"
      (input)="type(control.value)"
      (keydown.enter)="search()"
    />
  `,
  styles: `
    :host {
      position: relative;
      display: block;
    }

    app-icon {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0.75rem;
      align-items: center;
      color: var(--text-muted);
      pointer-events: none;
    }

    .input {
      padding-inline-start: 2.375rem;
    }
  `,
})
export class SearchBox {
  private readonly filters = inject(TaskFilters);
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');
  private timer?: ReturnType<typeof setTimeout>;

  protected readonly texts = texts.filters;
  /** Follows the URL, but never overwrites what is being typed. */
  protected readonly text = linkedSignal<string, string>({
    source: () => this.filters.query().search,
    computation: (search, typed) =>
      typed && (this.timer ?? typed.value.trim() === search) ? typed.value : search,
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  focus(): void {
    this.control().nativeElement.focus();
    this.control().nativeElement.select();
  }

  protected type(text: string): void {
    this.text.set(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  protected search(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.filters.change({ search: this.text().trim() });
  }
}
