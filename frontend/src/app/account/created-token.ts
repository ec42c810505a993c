import { Component, type ElementRef, afterNextRender, input, output, signal, viewChild } from '@angular/core';
import type { CreatedPersonalToken } from '../api/types';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';

/** Shows a new token, which is displayed only once. */
@Component({
  selector: 'app-created-token',
  imports: [Icon],
  templateUrl: './created-token.html',
  styleUrls: ['../ui/panels.css', './created-token.css'],
})
export class CreatedToken {
  private readonly secret = viewChild.required<ElementRef<HTMLInputElement>>('secret');
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  readonly token = input.required<CreatedPersonalToken>();
  readonly done = output();

  protected readonly texts = texts.accountPages.personalTokens;
  protected readonly outcome = signal('');

  constructor() {
    afterNextRender(() => this.heading().nativeElement.focus());
  }

  protected async copy(): Promise<void> {
    this.select();
    try {
      await navigator.clipboard.writeText(this.token().token);
      this.outcome.set(this.texts.copied);
    } catch {
      // Not permitted, or not a secure context: the text stays selected, so that the keyboard can copy it.
      this.outcome.set(this.texts.notCopied);
    }
  }

  protected select(): void {
    this.secret().nativeElement.select();
  }
}
