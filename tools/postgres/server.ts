import type { ChildProcess, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../startup-error.ts';
import { accessRules, clusterFolder } from './cluster.ts';
import { spawnDatabaseProcess } from './database-process.ts';
import { findFreePort } from './free-port.ts';
import { disownStaleFile, findPostmaster } from './postmaster-file.ts';
import type { SystemUser } from './system-user.ts';
import { watchOver } from './watchdog.ts';

export interface ServerOptions {
  postgres: string;
  directory: string;
  user: SystemUser | undefined;
  /** Throw-away data: nothing is flushed to disk. */
  ephemeral: boolean;
}

export interface Server {
  port: number;
  stop(): Promise<void>;
}

const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 20_000;
const LOG_LIMIT = 5_000_000;
/** What PostgreSQL says when it cannot listen. */
const PORT_TAKEN = 'could not create any TCP/IP sockets';
const PORTS_MAXIMUM = 5;

/** Starts PostgreSQL on a free port of the loopback interface; resolves when it accepts connections. */
export async function startServer(options: ServerOptions, findPort = findFreePort): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const started = await startOn(await findPort(), options);
    if (started.server) {
      return started.server;
    }
    // Whoever opens a connection can be given the port before PostgreSQL listens on it.
    if (!started.reason.includes(PORT_TAKEN) || attempt === PORTS_MAXIMUM) {
      throw new StartupError(`PostgreSQL did not start: ${started.reason} (see ${logFileOf(options)})`);
    }
  }
}

type Start = { server: Server } | { server?: undefined; reason: string };

async function startOn(port: number, options: ServerOptions): Promise<Start> {
  const cluster = clusterFolder(options.directory);
  disownStaleFile(cluster);
  const log = openLog(logFileOf(options));
  const stdio: StdioOptions = ['ignore', log.descriptor, log.descriptor];
  const child = spawnDatabaseProcess(options.postgres, serverArguments(options, port), options.user, stdio);
  closeSync(log.descriptor);
  watchOver(child, options.user);

  const exited = once(child, 'exit');
  const stop = () => stopServer(child, exited);
  if (await becomesReady(child, cluster)) {
    return { server: { port, stop } };
  }
  await stop();
  return { reason: findReason(readFileSync(logFileOf(options), 'utf8').slice(log.size)) };
}

const logFileOf = ({ directory }: ServerOptions): string => join(directory, 'postgres.log');

function serverArguments({ directory, ephemeral }: ServerOptions, port: number): string[] {
  const settings = {
    port,
    hba_file: accessRules(directory),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Keeps user content out of the log, whatever other settings are enabled.
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return [
    '-D',
    clusterFolder(directory),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (findPostmaster(cluster)?.ready) {
      return true;
    }
    await sleep(20);
  }
  return false;
}

async function stopServer(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT);
  await exited;
  clearTimeout(impatience);
}

/** Appends to the log of earlier runs, until it is too large to be useful. */
function openLog(file: string): { descriptor: number; size: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const tooLong = size > LOG_LIMIT;
  return { descriptor: openSync(file, tooLong ? 'w' : 'a', 0o600), size: tooLong ? 0 : size };
}

/** PostgreSQL's error message, without its timestamp. */
function findReason(log: string): string {
  const lines = log.trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
  return fatal.replace(/^.*(FATAL|PANIC): +/, '');
}
