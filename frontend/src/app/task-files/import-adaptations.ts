import { Component, computed, input } from '@angular/core';
import type { ImportAdaptation } from '../api/types';
import { texts } from '../texts/texts';

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
          <th scope="col">{{ texts.rowColumn }}</th>
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

  protected readonly byRow = computed(() => this.adaptations().toSorted((one, other) => one.row - other.row));

  protected readonly texts = texts.accountPages.data;
}
