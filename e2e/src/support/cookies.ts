/** The name of a cookie of the server at an address: two servers of one host have other ones. */
export function cookieName(name: 'refresh' | 'signed_in', address: string): string {
  return `taskward_${name}_${new URL(address).port}`;
}
