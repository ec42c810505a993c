import type { Problem } from '../problems/problem';
import type { ImportAdaptation } from '../api/types';
import type { ImportFormat } from './import-format';
import type { TaskUpload } from './task-file-api';

/** How far an import is. */
export type ImportState =
  | { readonly step: 'waiting' }
  /** `percent` is a whole number; at 100 it is the server's turn. */
  | { readonly step: 'sending'; readonly percent: number }
  | { readonly step: 'done'; readonly imported: number; readonly adaptations: readonly ImportAdaptation[] }
  /** The same file was imported before; the person decides. */
  | { readonly step: 'repeated'; readonly importedAt: string; readonly upload: TaskUpload }
  | {
      readonly step: 'failed';
      readonly problem: Problem;
      readonly fileName: string;
      readonly format: ImportFormat;
    };

/** Of answers that say something is wrong with the file, which only another one can put right. */
const ABOUT_THE_FILE = [400, 413, 415];

export function isAboutTheFile({ status }: Problem): boolean {
  return ABOUT_THE_FILE.includes(status);
}
