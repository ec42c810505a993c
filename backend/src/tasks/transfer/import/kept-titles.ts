import { TITLE_MAXIMUM } from '../../core/task-limits';
import { cutText } from './split-text';

/** Titles remembered for subtasks; further parents are referred to by their id. */
const TITLES_MAXIMUM = 10_000;
/** In characters. */
const ID_MAXIMUM = 255;

/** The titles of preceding tasks by their id in another program. */
export class KeptTitles {
  private readonly titles = new Map<string, string>();

  of(id: string): string | undefined {
    return this.titles.get(id);
  }

  /** Without an id, or with one that is too long, nothing is kept. */
  keep(id: string, title: string): void {
    if (id !== '' && id.length <= ID_MAXIMUM && this.titles.size < TITLES_MAXIMUM) {
      this.titles.set(copy(id), copy(cutText(title, TITLE_MAXIMUM)));
    }
  }
}

/** A part of a text keeps the whole one in memory: here that would be the whole file. */
function copy(part: string): string {
  return Buffer.from(part).toString();
}
