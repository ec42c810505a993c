import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '../startup-error.ts';
import { locateBinaries } from './binaries.ts';
import { clusterFolder } from './cluster.ts';
import { createCluster } from './create-cluster.ts';
import { findFreePort } from './free-port.ts';
import { startServer, type ServerOptions } from './server.ts';
import { databaseUser } from './system-user.ts';

describe('PostgreSQL', () => {
  let directory: string;
  let options: ServerOptions;
  let other: TcpServer;

  beforeAll(async () => {
    directory = join(tmpdir(), `taskward-postgres-${randomUUID()}`);
    const user = databaseUser(clusterFolder(directory));
    const binaries = locateBinaries(user);
    options = { postgres: binaries.postgres, directory, user, ephemeral: true };
    await createCluster({ directory, binaries, user, ephemeral: true });
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
  });

  afterAll(() => {
    other.close();
    rmSync(directory, { recursive: true });
  });

  const takenPort = () => Promise.resolve((other.address() as AddressInfo).port);

  it('takes another port when the one that was free is taken before it listens', async () => {
    const ports = [takenPort, takenPort, findFreePort];
    const server = await startServer(options, () => (ports.shift() ?? findFreePort)());
    await server.stop();
    expect(ports).toEqual([]);
  });

  it('does not try for ever', async () => {
    await expect(startServer(options, takenPort)).rejects.toThrow(StartupError);
  });
});
