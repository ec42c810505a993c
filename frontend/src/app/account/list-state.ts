import type { HttpResourceRef } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { toProblem } from '../problems/problem';
import { LoadFailure } from '../ui/load-failure';
import { ListSkeleton } from './list-skeleton';

/** Shows its content once loaded, and the loading state until then. A reload keeps the content in place. */
@Component({
  selector: 'app-list-state',
  imports: [ListSkeleton, LoadFailure],
  template: `
    @if (problem(); as problem) {
      <app-load-failure [title]="failed()" [problem]="problem" (retried)="resource().reload()" />
    } @else if (resource().hasValue()) {
      <ng-content />
    } @else {
      <app-list-skeleton [label]="loading()" />
    }
  `,
})
export class ListState {
  readonly resource = input.required<HttpResourceRef<unknown>>();
  readonly loading = input.required<string>();
  readonly failed = input.required<string>();

  protected readonly problem = computed(() => {
    const error = this.resource().error();
    return error && toProblem(error);
  });
}
