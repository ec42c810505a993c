import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from '../servers/free-port';

const run = promisify(execFile);

/** What a backup needs beside a server. */
const PROGRAMS = ['initdb', 'pg_ctl', 'psql', 'pg_dump', 'pg_restore'];

/** Where Debian puts what it keeps off the path. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of a complete PostgreSQL of this machine, the newest one; undefined where there is none. */
export function findPostgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ];
  return folders.find((folder) => PROGRAMS.every((program) => existsSync(join(folder, program))));
}

/** An empty PostgreSQL of the machine's own version, as an operator has it. */
export class SystemPostgres {
  private constructor(
    private readonly programs: string,
    private readonly directory: string,
    readonly port: number,
  ) {}

  static async start(programs: string, directory: string): Promise<SystemPostgres> {
    const server = new SystemPostgres(programs, directory, await findFreePort());
    mkdirSync(directory, { mode: 0o700 });
    const user = unprivileged();
    if (user) {
      chownSync(directory, user.uid, user.gid);
    }
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
    await server.run('initdb', ['--pgdata', directory, '--username=postgres', '--auth=trust', ...locale]);
    // Its log holds nothing that people wrote, as the documents ask for.
    const discreet = '-c log_error_verbosity=terse -c log_parameter_max_length=0';
    const settings = `-p ${server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off ${discreet}`;
    const log = join(directory, 'log');
    await server.run('pg_ctl', ['start', '--wait', '--pgdata', directory, '--log', log, '-o', settings]);
    return server;
  }

  urlOf(role: string, database: string): string {
    return `postgresql://${role}@127.0.0.1:${this.port}/${database}`;
  }

  async remove(): Promise<void> {
    await this.run('pg_ctl', ['stop', '--mode=immediate', '--pgdata', this.directory]);
    rmSync(this.directory, { recursive: true });
  }

  private run(program: string, args: string[]): Promise<unknown> {
    return run(join(this.programs, program), args, { ...unprivileged(), cwd: '/' });
  }
}

/** PostgreSQL does not run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const [, uid, gid] =
    /^(?:postgres|nobody):[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
