import { Component, computed, input } from '@angular/core';
import { describeInstant, describeInstantFully } from './describe-instant';

/** A relative time in the local time zone, with the full date on demand. */
@Component({
  selector: 'app-instant',
  template: `<time [attr.datetime]="value()" [title]="full()">{{ text() }}</time>`,
})
export class Instant {
  readonly value = input.required<string>();

  protected readonly text = computed(() => describeInstant(this.value(), new Date()));
  protected readonly full = computed(() => describeInstantFully(this.value()));
}
