import type { Problem } from '../problems/problem';
import type { ImportAdaptation } from '../api/types';
import type { ImportFormat } from './import-format';
import type { TaskUpload } from './task-file-api';

/** The state of an import. */
export type ImportState =
  | { readonly step: 'waiting' }
  /** `percent` is an integer; at 100 the server is processing the file. */
  | { readonly step: 'sending'; readonly percent: number }
  | {
      readonly step: 'done';
      readonly imported: number;
      readonly adaptations: readonly ImportAdaptation[];
      readonly format: ImportFormat;
    }
  /** The file was imported before; the person decides whether to repeat it. */
  | { readonly step: 'repeated'; readonly importedAt: string; readonly upload: TaskUpload }
  | {
      readonly step: 'failed';
      readonly problem: Problem;
      readonly fileName: string;
      readonly format: ImportFormat;
    };

/** Statuses that mean the file itself is at fault, so that retrying would not help. */
const ABOUT_THE_FILE = [400, 413, 415];

export function isAboutTheFile({ status }: Problem): boolean {
  return ABOUT_THE_FILE.includes(status);
}
