import { Component, computed, input } from '@angular/core';
import type { ImportAdaptation } from '../api/types';
import { texts } from '../texts/texts';
import type { ImportFormat } from './import-format';
import { placeColumnOf } from './place-column';

/** Lists what had to be adapted in a file, by row, and where it was put. */
@Component({
  selector: 'app-import-adaptations',
  template: `
    <table>
      <caption>
        {{
          texts.adapted
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ placeColumn() }}</th>
          <th scope="col">{{ texts.adaptationColumn }}</th>
        </tr>
      </thead>
      <tbody>
        @for (adaptation of byRow(); track $index) {
          <tr>
            <td>{{ adaptation.row }}</td>
            <td>{{ adaptation.message }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styleUrl: './import-failure.css',
})
export class ImportAdaptations {
  readonly adaptations = input.required<readonly ImportAdaptation[]>();
  readonly format = input.required<ImportFormat>();

  protected readonly byRow = computed(() => this.adaptations().toSorted((one, other) => one.row - other.row));

  protected readonly placeColumn = computed(() => placeColumnOf(this.format()));
  protected readonly texts = texts.accountPages.data;
}
