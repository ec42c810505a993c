import { isLongerThan } from '../../../platform/validation/text.decorator';

/** Splits text into parts of at most `maximum` code points, none for an empty text; joining them restores it. */
export function splitText(text: string, maximum: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = endOfPart(text, start, maximum);
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** Truncates the text with an ellipsis if it is too long. */
export function cutText(text: string, maximum: number): string {
  return isLongerThan(text, maximum)
    ? `${Array.from(text.slice(0, 2 * maximum))
        .slice(0, maximum - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** Prefers to split after white space near the end. */
function endOfPart(text: string, start: number, maximum: number): number {
  let end = start;
  let space: number | undefined;
  for (let count = 0; count < maximum && end < text.length; count += 1) {
    const point = text.codePointAt(end) ?? 0;
    end += point > 0xff_ff ? 2 : 1;
    if (count > 0.9 * maximum && /\s/u.test(String.fromCodePoint(point))) {
      space = end;
    }
  }
  return end === text.length ? end : (space ?? end);
}
