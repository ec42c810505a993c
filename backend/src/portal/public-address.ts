/** The same path at the public URL, whatever host the request target names (ASVS V3.7.2). */
export function publicAddressOf(requestTarget: string, { origin }: URL): string {
  const path = requestTarget.replace(/^https?:\/\/[^/?]*/i, '').replace(/^[/\\]*/, '/');
  return origin + path;
}
