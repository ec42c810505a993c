import { isIP, isIPv4 } from 'node:net';
import type { FastifyRequest } from 'fastify';

const WITH_PORT = /^(?:(\d+(?:\.\d+){3})|\[(.+)\]):\d+$/;
const IPV4_IN_IPV6 = /^::ffff:(?=\d+(?:\.\d+){3}$)/i;

/**
 * The address of the client, without port, zone and the prefix of IPv4 in IPv6; null when a trusted proxy names
 * something that is no address.
 */
export function clientAddressOf({ ip }: Pick<FastifyRequest, 'ip'>): string | null {
  if (isIPv4(ip)) {
    return ip;
  }
  const [, ipv4, ipv6] = WITH_PORT.exec(ip) ?? [];
  const [withoutZone = ''] = (ipv4 ?? ipv6 ?? ip).split('%', 1);
  const address = withoutZone.replace(IPV4_IN_IPV6, '');
  return isIP(address) ? address : null;
}
