import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { clientAddressOf } from './client-address';
import { sourceOf } from './source';

/** Milliseconds between log lines about refused connections. */
const REPORT_INTERVAL = 60_000;

const logger = new Logger('Connections');

/** Publishes the source of every refused connection. */
export const refusedConnections = channel('taskward.refused-connections');

/** A connection, and the response pending on it. */
interface SocketWithMessage extends Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/**
 * Limits the connections of one source to this process, so that nobody exhausts its file descriptors (ASVS V15.2.2). A
 * connection over the limit replaces the source's longest-idle connection, so that idle ones do not block others behind
 * the same address; if all are busy, it is closed at once. Trusted proxies carry everybody's connections and are not
 * counted; nor is the local machine, which may run an undeclared proxy.
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
    // Moves the connection to the end: least recently used first.
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

/** Logs at most once a minute, so that opening connections cannot flood the log. */
function createReport(): (source: string) => void {
  let next = 0;
  return (source) => {
    if (performance.now() >= next) {
      next = performance.now() + REPORT_INTERVAL;
      logger.warn({ event: 'connections-refused', source });
    }
  };
}
