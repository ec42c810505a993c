const BYTES = 16;

/** A new value for the header `Idempotency-Key`: the server executes a write once, however often it is sent. */
export function newIdempotencyKey(): string {
  // Not randomUUID, which browsers offer in secure contexts only.
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An idempotency key bound to a form's content: the same for every retry, and a new one once the content changes. */
export class ContentKey {
  private content?: string;
  private key = '';

  of(request: object): string {
    const content = JSON.stringify(request);
    if (content !== this.content) {
      this.content = content;
      this.key = newIdempotencyKey();
    }
    return this.key;
  }
}
