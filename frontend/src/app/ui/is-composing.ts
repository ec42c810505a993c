/** What `keyCode` is while an input method works, also for the key that ends it, of which Safari tells afterwards. */
const IN_INPUT_METHOD = 229;

/** Whether a key belongs to the composition of text, as of Japanese, and means nothing else. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === IN_INPUT_METHOD;
}
