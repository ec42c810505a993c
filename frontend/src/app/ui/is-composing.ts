/** The `keyCode` during IME composition, also for the key that ends it, which Safari reports afterwards. */
const IN_INPUT_METHOD = 229;

/** Whether a key event belongs to IME composition, as for Japanese, and must not trigger actions. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === IN_INPUT_METHOD;
}
