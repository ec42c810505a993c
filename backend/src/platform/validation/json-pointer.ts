/** Maximum length of a pointer in a response: client-supplied names can be as long as a body or file. */
const MAXIMUM = 4_000;

/** A JSON pointer one level deeper (RFC 6901 section 3); truncated with an ellipsis if too long. */
export function pointerTo(parent: string, name: string): string {
  const pointer = `${parent}/${name.slice(0, MAXIMUM).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer.length > MAXIMUM ? `${pointer.slice(0, MAXIMUM - 1)}…`.toWellFormed() : pointer;
}
