import { isLongerThan } from '../../../platform/validation/text.decorator';

/** The text in parts of so many code points at most, none for an empty one; put together they are the text again. */
export function splitText(text: string, maximum: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = endOfPart(text, start, maximum);
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** The text, or as much of its beginning as fits, and an ellipsis. */
export function cutText(text: string, maximum: number): string {
  return isLongerThan(text, maximum)
    ? `${Array.from(text.slice(0, 2 * maximum))
        .slice(0, maximum - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** Behind white space where there is some near the end. */
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
