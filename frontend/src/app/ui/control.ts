import { Directive, inject } from '@angular/core';
import { Field } from './field';

/** Links an input with the label, hint and error of its field. */
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
