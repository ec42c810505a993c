/** Something of a file that was taken over in another form, or left out, and where that is. */
export interface Adaptation {
  /** As people count: the row of a table, the header being 1; the line of a calendar. */
  readonly row: number;
  readonly code: AdaptationCode;
  /** A sentence; it holds nothing of what the file says. */
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

/** Takes what a reader of a file has to tell. */
export type Report = (adaptation: Adaptation) => void;

/** How many adaptations are listed. */
export const ADAPTATIONS_LISTED = 100;

/** The first adaptations of a file, and the number of all. */
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
