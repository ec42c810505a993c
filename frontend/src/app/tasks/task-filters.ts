import { Service, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { hasTag } from './fold-tag';
import { EVERYTHING_OPEN, type TaskQuery, readQuery, writeQuery } from './task-query';

/** The board's filters, stored in the URL so that they survive reloads and can be shared. */
@Service({ autoProvided: false })
export class TaskFilters {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly params = toSignal(this.route.queryParams, { initialValue: {} });

  readonly query = computed(() => readQuery(this.params()), { equal: isSameQuery });

  change(changes: Partial<TaskQuery>): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: writeQuery({ ...this.query(), ...changes }),
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  /** Keeps status and order, which are not filters. */
  clear(): void {
    const { status, sort } = this.query();
    this.change({ ...EVERYTHING_OPEN, status, sort });
  }

  addTag(tag: string): void {
    const { tags } = this.query();
    if (!hasTag(tags, tag)) {
      this.change({ tags: [...tags, tag] });
    }
  }
}

function isSameQuery(one: TaskQuery, other: TaskQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
