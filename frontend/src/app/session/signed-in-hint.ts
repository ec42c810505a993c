const NAME = 'taskward_signed_in';

/** The server sets this readable cookie beside the hidden one: without it there is no session to ask for. */
export function hasSignedInHint(): boolean {
  return document.cookie.split('; ').includes(`${NAME}=1`);
}

export function forgetSignedInHint(): void {
  document.cookie = `${NAME}=; Max-Age=0; Path=/`;
}
