import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { until } from '../time/until';

const RUNNER = join(__dirname, 'run-replicated-postgres.mjs');

interface Addresses {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
}

/** A PostgreSQL of a spec's own with a standby that streams from it, whose replay can be paused. */
export class ReplicatedPostgres {
  private readonly directory = join(tmpdir(), `taskward-replicated-${randomUUID()}`);
  private readonly runner: ChildProcess = fork(RUNNER, { execArgv: [] });
  private primaryUrl = '';
  private standbyUrl = '';

  /** Resolves to the addresses of the primary. */
  async start(): Promise<Addresses> {
    const primary = await this.ask<Addresses>('start');
    this.primaryUrl = asSuperuser(primary.applicationUrl);
    return primary;
  }

  /** Resolves to the address of the standby in the server's role, at a port that is another one each time. */
  async startStandby(): Promise<string> {
    const { applicationUrl } = await this.ask<Addresses>('startStandby');
    this.standbyUrl = asSuperuser(applicationUrl);
    return applicationUrl;
  }

  async stopStandby(): Promise<void> {
    await this.ask('stopStandby');
  }

  /** Resolves when the standby has everything that is committed now, and nothing that comes later. */
  async pauseReplay(): Promise<void> {
    await this.catchUp();
    await this.onStandby('SELECT pg_wal_replay_pause()');
    await until(async () => {
      const [row] = await this.onStandby('SELECT pg_get_wal_replay_pause_state() AS state');
      return row?.state === 'paused';
    });
  }

  /** Resolves when the standby has everything that is committed now. */
  async resumeReplay(): Promise<void> {
    await this.onStandby('SELECT pg_wal_replay_resume()');
    await this.catchUp();
  }

  /** Makes the standby a primary, with a life of its own. */
  async promote(): Promise<void> {
    await this.onStandby('SELECT pg_promote()');
  }

  /** A statement on the standby, as somebody who may do everything. */
  onStandby(sql: string): Promise<Record<string, unknown>[]> {
    return query(this.standbyUrl, sql);
  }

  async remove(): Promise<void> {
    await this.ask('stop');
    this.runner.disconnect();
    await once(this.runner, 'exit');
    rmSync(this.directory, { recursive: true });
  }

  private async catchUp(): Promise<void> {
    // A record of its own: where the next one will begin lies beyond the end of the last at the end of a page.
    const flushed = `SELECT pg_logical_emit_message(false, '', '', true)::text AS lsn`;
    const [now] = await query(this.primaryUrl, flushed);
    await until(async () => {
      const [row] = await this.onStandby(`SELECT pg_last_wal_replay_lsn() >= '${String(now?.lsn)}' AS there`);
      return row?.there === true;
    });
  }

  private async ask<T>(command: string): Promise<T> {
    this.runner.send({ command, directory: this.directory });
    const [{ error, ...answer }] = (await once(this.runner, 'message')) as [{ error?: string }];
    if (error) {
      throw new Error(error);
    }
    return answer as T;
  }
}

function asSuperuser(url: string): string {
  return Object.assign(new URL(url), { username: 'postgres', password: '' }).href;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
