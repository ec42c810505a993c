import { Directive, inject } from '@angular/core';
import { Field } from './field';

/** Ties an input to the label, hint and error of the field around it. */
@Directive({
  selector: '[appControl]',
  host: {
    class: 'input',
    '[id]': 'field.id',
    '[attr.aria-describedby]': 'field.messageId',
    '[attr.aria-invalid]': 'field.error() ? true : null',
  },
})
export class Control {
  protected readonly field = inject(Field);
}
