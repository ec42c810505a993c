import { Component, computed, input } from '@angular/core';
import type { Field as FormFieldOf } from '@angular/forms/signals';

let count = 0;

/** Label, control, hint and error of one form field. The control inside carries `appControl`. */
@Component({
  selector: 'app-field',
  template: `
    <label [for]="id">{{ label() }}</label>
    <ng-content />
    <p class="message" [class.error]="error()" [id]="messageId" aria-live="polite">
      {{ error() ?? hint() }}
    </p>
  `,
  styleUrl: './field.css',
})
export class Field {
  readonly label = input.required<string>();
  readonly state = input.required<FormFieldOf<unknown>>();
  readonly hint = input<string>();

  readonly id = `field-${++count}`;
  readonly messageId = `${this.id}-message`;
  /** Shown after the field has lost focus or a submission was attempted. */
  readonly error = computed(() => {
    const field = this.state()();
    return field.touched() ? field.errors()[0]?.message : undefined;
  });
}
