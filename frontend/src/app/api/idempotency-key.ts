const BYTES = 16;

/** The name of one write, for the header `Idempotency-Key`: however often it is sent, the server does it once. */
export function newIdempotencyKey(): string {
  // Not randomUUID, which browsers have for pages that came by HTTPS alone.
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key of what a form would send: the same for every try, and another one once something else is filled in. */
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
