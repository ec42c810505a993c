/** Suffixed with the port, like the server's cookie: cookies are shared across the ports of a host. */
const NAME = `taskward_signed_in${location.port && `_${location.port}`}`;

/** The server sets this readable cookie beside the HttpOnly one: without it there is no session to restore. */
export function hasSignedInHint(): boolean {
  return document.cookie.split('; ').includes(`${NAME}=1`);
}

export function forgetSignedInHint(): void {
  document.cookie = `${NAME}=; Max-Age=0; Path=/`;
}
