const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'reset']);

/** Whether keys pressed on an element are text rather than commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) {
    return !NOT_TEXT.has(target.type);
  }
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  return target.isContentEditable || target.matches('textarea, select');
}
