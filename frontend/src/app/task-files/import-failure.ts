import { Component, computed, input } from '@angular/core';
import { describeProblem } from '../problems/describe-problem';
import type { Problem } from '../problems/problem';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import type { ImportFormat } from './import-format';
import { placeColumnOf } from './place-column';
import { rowErrorsOf } from './row-errors';

const { data } = texts.accountPages;
const BY_CODE: Partial<Record<string, string>> = data.problems;

/** Why nothing was imported, with the locations in the file. */
@Component({
  selector: 'app-import-failure',
  imports: [Icon],
  templateUrl: './import-failure.html',
  styleUrl: './import-failure.css',
})
export class ImportFailure {
  readonly problem = input.required<Problem>();
  readonly fileName = input.required<string>();
  readonly format = input.required<ImportFormat>();

  protected readonly texts = data;
  protected readonly errors = computed(() => rowErrorsOf(this.format(), this.problem().errors));
  protected readonly placeColumn = computed(() => placeColumnOf(this.format()));
  protected readonly reason = computed(() => {
    const { code, body } = this.problem();
    const count = body.errorCount ?? this.errors().length;
    if (count) {
      return data.errorsIn(count, this.fileName());
    }
    return code === 'MALFORMED_REQUEST'
      ? data.unreadable(body.detail)
      : (BY_CODE[code] ?? describeProblem(this.problem()));
  });
  /** A network failure may have occurred after the tasks were created. */
  protected readonly outcome = computed(() =>
    this.problem().isTemporary ? data.importAgain : data.nothingImported,
  );
  /** The server only lists the first errors. */
  protected readonly more = computed(() => {
    const listed = this.errors().length;
    return (this.problem().body.errorCount ?? listed) > listed ? data.firstErrors(listed) : undefined;
  });
}
