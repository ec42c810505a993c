import { Component, type ElementRef, input, viewChild } from '@angular/core';

/** The heading of an account page, focused after a navigation, and the page's introduction. */
@Component({
  selector: 'app-page-title',
  template: `
    <h1 #title tabindex="-1">{{ heading() }}</h1>
    <p>{{ lead() }}</p>
  `,
  styles: `
    h1 {
      font-size: var(--text-xl);
      font-weight: 650;
    }

    p {
      margin-block-start: var(--space-2);
      color: var(--text-muted);
      text-wrap: pretty;
    }
  `,
})
export class PageTitle {
  readonly heading = input.required<string>();
  readonly lead = input.required<string>();

  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  /** Call it when the focused element is about to be removed. */
  focus(): void {
    this.title().nativeElement.focus();
  }
}
