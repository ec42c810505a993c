/** Ends with the port, as the server has it: the cookies of a host are those of all its ports. */
const NAME = `taskward_signed_in${location.port && `_${location.port}`}`;

/** The server sets this readable cookie beside the hidden one: without it there is no session to ask for. */
export function hasSignedInHint(): boolean {
  return document.cookie.split('; ').includes(`${NAME}=1`);
}

export function forgetSignedInHint(): void {
  document.cookie = `${NAME}=; Max-Age=0; Path=/`;
}
