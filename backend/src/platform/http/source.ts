import { isIPv6 } from 'node:net';

/**
 * The client's rate-limiting key: an IPv4 address, or the /64 network that an IPv6 customer gets as a whole. Clients
 * without an address share one source, so that hiding the address does not evade limits.
 */
export function sourceOf(address: string | null): string {
  if (address === null) {
    return 'unknown';
  }
  return isIPv6(address) ? prefixOf(address, 64) : address;
}

/** The /48 network of an IPv6 address, of which one customer can use 65,536 sources; undefined for all others. */
export function networkOf(address: string | null): string | undefined {
  return address !== null && isIPv6(address) ? prefixOf(address, 48) : undefined;
}

function prefixOf(address: string, bits: 48 | 64): string {
  return `${expandIPv6(address)
    .slice(0, bits / 16)
    .join(':')}::/${bits}`;
}

/** The eight groups of an IPv6 address without leading zeros. */
function expandIPv6(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last].map((group) => group.replace(/^0+(?=.)/, '').toLowerCase());
}
