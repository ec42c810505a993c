import { isIPv4, isIPv6, SocketAddress } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** `192.0.2.7:80`, `[2001:db8::1]:80`, and `[2001:db8::1]` without a port (RFC 3986 section 3.2.2). */
const DELIMITED = /^(?:(\d+(?:\.\d+){3}):\d+|\[([^[\]]+)\](?::\d+)?)$/;
/** May contain an IPv4 address in any notation. */
const HOLDS_IPV4 = /\.|^[0:]+:ffff:/i;
const MAPPED = /^::ffff:(?=\d+\.)/;

/**
 * The client's address without port, zone and IPv4-mapped prefix; null when a trusted proxy sends something that is not
 * an address, such as `unknown` or `_hidden` (RFC 7239 section 6).
 */
export function clientAddressOf({ ip }: { ip: FastifyRequest['ip'] | undefined }): string | null {
  if (ip === undefined || isIPv4(ip)) {
    return ip ?? null;
  }
  const [, ipv4, ipv6] = DELIMITED.exec(ip) ?? [];
  const [address = ''] = (ipv4 ?? ipv6 ?? ip).split('%', 1);
  if (isIPv6(address)) {
    return HOLDS_IPV4.test(address) ? withoutMapping(address) : address;
  }
  return isIPv4(address) ? address : null;
}

function withoutMapping(address: string): string {
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(MAPPED, '');
}
