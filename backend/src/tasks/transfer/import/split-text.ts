import { isLongerThan } from '../../../platform/validation/text.decorator';

/** The text in parts of so many code points at most, none for an empty one; put together they are the text again. */
export function splitText(text: string, maximum: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const part = firstPart(text.slice(start, start + 2 * maximum), maximum);
    parts.push(part);
    start += part.length;
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

/** Ends after white space where there is some near the end. */
function firstPart(text: string, maximum: number): string {
  const points = Array.from(text);
  if (points.length <= maximum) {
    return text;
  }
  const part = points.slice(0, maximum);
  const place = part.findLastIndex((point) => /\s/u.test(point));
  return part.slice(0, place > 0.9 * maximum ? place + 1 : maximum).join('');
}
