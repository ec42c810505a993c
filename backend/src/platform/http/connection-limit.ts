import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
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

/** A connection, and the answer that is due on it. */
interface SocketWithMessage extends Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/**
 * Bounds the connections of one source to this process, so that nobody uses up its descriptors (ASVS V15.2.2). One above
 * the bound takes the place of that of the same source which has had no request in hand for longest, so that idle ones
 * keep nobody behind the same address out; where all of them are at work it is closed at once. Trusted proxies carry the
 * connections of everybody and are not counted; neither is this machine itself, where a proxy may stand that nobody named.
 */
export function limitConnections({ server }: FastifyInstance, config: Config): void {
  const connections = new Map<string, Set<SocketWithMessage>>();
  const ownConnections = new WeakMap<Socket, Set<SocketWithMessage>>();
  const exempt = exemptAddresses(config);
  const report = createReport();
  server.on('connection', (socket: Socket) => {
    const address = clientAddressOf({ ip: socket.remoteAddress });
    if (address === null || exempt.check(address, familyOf(address))) {
      return;
    }
    const source = sourceOf(address);
    const own = connections.get(source) ?? new Set();
    if (own.size >= config.connectionsPerSource) {
      const idle = own.values().find(({ _httpMessage: answer }) => !answer);
      (idle ?? socket).destroy();
      refusedConnections.publish(source);
      report(source);
      if (!idle) {
        return;
      }
      own.delete(idle);
    }
    connections.set(source, own.add(socket));
    ownConnections.set(socket, own);
    socket.once('close', () => {
      own.delete(socket);
      if (own.size === 0 && connections.get(source) === own) {
        connections.delete(source);
      }
    });
  });
  server.on('request', ({ socket }: IncomingMessage) => {
    // Whoever was used last stands last.
    const own = ownConnections.get(socket);
    if (own?.delete(socket)) {
      own.add(socket);
    }
  });
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
