import { Service, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { hasTag } from './fold-tag';
import { EVERYTHING_OPEN, type TaskQuery, readQuery, writeQuery } from './task-query';

/** What the board shows, kept in the address so that it survives a reload and can be shared. */
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

  /** Status and order are a way of looking, not a filter, and stay. */
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
