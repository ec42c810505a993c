import type { Problem } from '../problems/problem';
import type { ImportFormat } from './import-format';

/** How far an import is. */
export type ImportState =
  | { readonly step: 'waiting' }
  /** `percent` is a whole number; at 100 it is the server's turn. */
  | { readonly step: 'sending'; readonly percent: number }
  | { readonly step: 'done'; readonly imported: number }
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
