import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Gauge, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { PersonTurnsService } from '../../identity/concurrency/person-turns.service';
import { ExportsService } from '../../identity/exports/exports.service';
import { HashQueueService } from '../../identity/passwords/hash-queue.service';
import { TaskStreamsService } from '../../tasks/changes/task-streams.service';
import { TemporaryFilesService } from '../../tasks/transfer/import/temporary-files.service';
import { UploadsService } from '../../tasks/transfer/import/uploads.service';

/** Current resource use, read only when metrics are scraped. */
@Injectable()
export class LoadMetricsService {
  constructor(
    private readonly registry: Registry,
    dataSource: DataSource,
    hashQueue: HashQueueService,
    streams: TaskStreamsService,
    turns: PersonTurnsService,
    exports: ExportsService,
    uploads: UploadsService,
    files: TemporaryFilesService,
  ) {
    const pool = (): Pool => (dataSource.driver as unknown as { master: Pool }).master;
    this.add('database_pool_connections', 'Connections to the database.', () => pool().totalCount);
    this.add('database_pool_idle_connections', 'Connections that nobody uses.', () => pool().idleCount);
    this.add('database_pool_waiting_requests', 'Who waits for a connection.', () => pool().waitingCount);
    this.add('database_pool_connections_maximum', 'Connections at most.', () => pool().options.max);
    this.add('password_jobs_running', 'Passwords that are hashed or rated.', () => hashQueue.running);
    this.add('password_jobs_waiting', 'Passwords that wait for it.', () => hashQueue.length);
    this.add('requests_waiting', 'Requests that wait for others of the same person.', () => turns.waiting);
    this.add('event_streams', 'Open streams of events.', () => streams.count);
    this.add('exports', 'Files that are being downloaded.', () => exports.count);
    this.add('uploads', 'Files that are being imported, those that wait included.', () => uploads.count);
    this.add('upload_space_bytes', 'What these files take on the disk.', () => files.size);
  }

  private add(name: string, help: string, read: () => number): void {
    new Gauge({
      name: `taskward_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
