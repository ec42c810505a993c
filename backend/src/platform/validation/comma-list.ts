/**
 * The items of a comma-separated list, in which `\,` is a comma and `\\` a backslash. Single pass: a regular expression
 * that looks back over backslashes takes quadratic time in some versions of Node.
 */
export function* itemsOfCommaList(text: string): Generator<string, void> {
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === ',') {
      yield readItem(text.slice(start, index));
      start = index + 1;
    } else if (text[index] === '\\') {
      index += 1;
    }
  }
  yield readItem(text.slice(start));
}

function readItem(escaped: string): string {
  return escaped.replace(/\\([\\,])/g, '$1').trim();
}
