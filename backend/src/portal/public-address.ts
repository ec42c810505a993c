/** The same page under the public address, whatever host the target of the request names (ASVS V3.7.2). */
export function publicAddressOf(requestTarget: string, { origin }: URL): string {
  const path = requestTarget.replace(/^https?:\/\/[^/?]*/i, '').replace(/^[/\\]*/, '/');
  return origin + path;
}
