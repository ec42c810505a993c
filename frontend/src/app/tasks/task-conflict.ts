import { Component, computed, input, output } from '@angular/core';
import type { Task } from '../api/types';
import { texts } from '../texts/texts';
import { type FieldName, type TaskFields, toFields } from './task-fields';

export interface Conflict {
  readonly current: Task;
  readonly names: readonly FieldName[];
}

/** Shows concurrent changes to the fields just edited, and asks which version to keep. */
@Component({
  selector: 'app-task-conflict',
  template: `
    <div class="notice notice-warning" role="alert">
      <p class="title">{{ texts.conflictTitle }}</p>
      <p>{{ texts.conflictDetail }}</p>
      <dl>
        @for (difference of differences(); track difference.label) {
          <div>
            <dt>{{ difference.label }}</dt>
            <dd dir="auto">{{ difference.theirs }}</dd>
          </div>
        }
      </dl>
      <div class="choice">
        <button type="button" class="button button-small" (click)="keepMine.emit()">
          {{ texts.keepMine }}
        </button>
        <button type="button" class="button button-small" (click)="useTheirs.emit()">
          {{ texts.useTheirs }}
        </button>
      </div>
    </div>
  `,
  styles: `
    .notice {
      flex-direction: column;
      gap: var(--space-2);
    }

    .title {
      font-weight: 600;
    }

    dl > div {
      display: grid;
      grid-template-columns: 6rem minmax(0, 1fr);
      gap: var(--space-2);
    }

    dd {
      max-height: 8rem;
      overflow: auto;
      color: var(--text);
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }

    .choice {
      display: flex;
      gap: var(--space-2);
      padding-block-start: var(--space-1);
    }
  `,
})
export class TaskConflict {
  readonly conflict = input.required<Conflict>();
  readonly keepMine = output();
  readonly useTheirs = output();

  protected readonly texts = texts.taskFields;
  protected readonly differences = computed(() => {
    const { current, names } = this.conflict();
    const theirs = toFields(current);
    return names.map((name) => ({ label: texts.taskFields[name], theirs: asText(theirs, name) }));
  });
}

function asText(fields: TaskFields, name: FieldName): string {
  if (name === 'tags') {
    return fields.tags.join(', ') || texts.taskFields.conflictEmpty;
  }
  if (name === 'priority') {
    return texts.tasks.priorities[fields.priority];
  }
  return fields[name] || texts.taskFields.conflictEmpty;
}
