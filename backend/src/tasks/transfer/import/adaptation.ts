/** A part of a file that was converted or left out, and its location. */
export interface Adaptation {
  /** Counted from 1: the row of a table, including the header; the line of a calendar. */
  readonly row: number;
  readonly code: AdaptationCode;
  /** A sentence without any content of the file. */
  readonly message: string;
}

export const ADAPTATION_CODES = [
  'TITLE_SHORTENED',
  'TAGS_IN_DESCRIPTION',
  'DATE_IN_DESCRIPTION',
  'MOVED_TO_DESCRIPTION',
  'DESCRIPTION_CONTINUED',
  'SECTION_AS_TASK',
  'LEFT_OUT',
] as const;
export type AdaptationCode = (typeof ADAPTATION_CODES)[number];

/** Receives the adaptations reported by a file's reader. */
export type Report = (adaptation: Adaptation) => void;

/** Maximum number of adaptations listed. */
export const ADAPTATIONS_LISTED = 100;

/** The first adaptations of a file, and their total number. */
export class Adaptations {
  readonly listed: Adaptation[] = [];
  count = 0;

  readonly add: Report = (adaptation) => {
    this.count += 1;
    if (this.listed.length < ADAPTATIONS_LISTED) {
      this.listed.push(adaptation);
    }
  };
}
