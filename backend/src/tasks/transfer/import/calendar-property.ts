/** A property of a calendar: its name, its parameters, and its raw value. */
export interface CalendarProperty {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** Undefined for a line that is not a valid property (RFC 5545 section 3.1). */
export function parseProperty(text: string): CalendarProperty | undefined {
  const colon = findUnquoted(text, ':', 0);
  if (colon < 0) {
    return undefined;
  }
  const [name = '', ...parameters] = splitUnquoted(text.slice(0, colon), ';');
  return {
    name: name.trim().toUpperCase(),
    parameters: new Map(
      parameters.map((parameter) => {
        const [key = '', ...value] = parameter.split('=');
        return [key.toUpperCase(), value.join('=').replaceAll('"', '')];
      }),
    ),
    value: text.slice(colon + 1),
  };
}

/** RFC 5545 section 3.3.11. */
export function unescapeText(value: string): string {
  // Fast path: most values contain no escapes.
  return value.includes('\\')
    ? value.replace(/\\([^])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
    : value;
}

/** Splits at unescaped commas into at most `maximum` texts; all that follows them is one more. */
export function splitTexts(value: string, maximum = Infinity): string[] {
  const texts: string[] = [];
  for (const { 0: text, index } of value.matchAll(/(?:\\[^]|[^\\,])+/g)) {
    if (texts.length >= maximum) {
      return [...texts, unescapeText(value.slice(index))];
    }
    texts.push(unescapeText(text));
  }
  return texts;
}

function findUnquoted(text: string, sign: string, start: number): number {
  let quoted = false;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '"') {
      quoted = !quoted;
    } else if (text[index] === sign && !quoted) {
      return index;
    }
  }
  return -1;
}

function splitUnquoted(text: string, sign: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let end = findUnquoted(text, sign, 0); end >= 0; end = findUnquoted(text, sign, start)) {
    parts.push(text.slice(start, end));
    start = end + 1;
  }
  return [...parts, text.slice(start)];
}
