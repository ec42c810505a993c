/** Characters of a pointer in an answer: a client can send names as long as a body, or a file, may be. */
const MAXIMUM = 4_000;

/** A JSON pointer one step deeper (RFC 6901 section 3); one that is too long ends in an ellipsis. */
export function pointerTo(parent: string, name: string): string {
  const pointer = `${parent}/${name.slice(0, MAXIMUM).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer.length > MAXIMUM ? `${pointer.slice(0, MAXIMUM - 1)}…`.toWellFormed() : pointer;
}
