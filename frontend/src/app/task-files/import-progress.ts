import { Component, computed, input } from '@angular/core';
import { texts } from '../texts/texts';

/** Upload progress, followed by an indeterminate state while the server reads the file. */
@Component({
  selector: 'app-import-progress',
  template: `
    <label for="import-progress">{{ label() }}</label>
    <progress id="import-progress" max="100" [attr.value]="isSent() ? null : percent()"></progress>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-1);
      max-width: 26rem;
    }

    progress {
      width: 100%;
      accent-color: var(--accent);
    }
  `,
})
export class ImportProgress {
  /** 0 to 100. */
  readonly percent = input.required<number>();

  protected readonly isSent = computed(() => this.percent() === 100);
  protected readonly label = computed(() =>
    this.isSent() ? texts.accountPages.data.reading : texts.accountPages.data.sending(this.percent()),
  );
}
