import { channel } from 'node:diagnostics_channel';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { clientAddressOf } from './client-address';
import { sourceOf } from './source';

/** Milliseconds between two lines of the log about connections that were refused. */
const REPORT_INTERVAL = 60_000;

const logger = new Logger('Connections');

/** Each connection that was refused: its source. */
export const refusedConnections = channel('taskward.refused-connections');

/**
 * Bounds the connections of one source to this process, so that nobody uses up its descriptors (ASVS V15.2.2). Those
 * above the bound are closed at once. Trusted proxies carry the connections of everybody and are not counted; neither
 * is this machine itself, where a proxy may stand that nobody named.
 */
export function limitConnections({ server }: FastifyInstance, config: Config): void {
  const counts = new Map<string, number>();
  const exempt = exemptAddresses(config);
  const report = createReport();
  server.on('connection', (socket: Socket) => {
    const address = clientAddressOf({ ip: socket.remoteAddress });
    if (address === null || exempt.check(address, familyOf(address))) {
      return;
    }
    const source = sourceOf(address);
    const count = (counts.get(source) ?? 0) + 1;
    if (count > config.connectionsPerSource) {
      socket.destroy();
      refusedConnections.publish(source);
      report(source);
      return;
    }
    counts.set(source, count);
    socket.once('close', () => release(counts, source));
  });
}

function release(counts: Map<string, number>, source: string): void {
  const rest = (counts.get(source) ?? 0) - 1;
  if (rest > 0) {
    counts.set(source, rest);
  } else {
    counts.delete(source);
  }
}

function exemptAddresses({ trustedProxies }: Config): BlockList {
  const exempt = new BlockList();
  for (const network of ['127.0.0.1', '::1', ...trustedProxies]) {
    const [address = '', prefix] = network.split('/');
    const family = familyOf(address);
    exempt.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return exempt;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

/** One line in a minute at most: whoever opens connections must not fill the log. */
function createReport(): (source: string) => void {
  let next = 0;
  return (source) => {
    if (performance.now() >= next) {
      next = performance.now() + REPORT_INTERVAL;
      logger.warn({ event: 'connections-refused', source });
    }
  };
}
