/**
 * The form in which two e-mail addresses are compared: letters lose their case only where the change can be taken
 * back. So `A` is `a` and `É` is `é`, but the Kelvin sign is not `k`: different addresses never become one.
 */
export function emailKeyOf(email: string): string {
  return Array.from(email, foldCase).join('');
}

function foldCase(character: string): string {
  const lower = character.toLowerCase();
  return lower.toUpperCase() === character ? lower : character;
}
