import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config';
import { BatchedReads } from '../../platform/database/batched-statements';
import { replicaDataSourceOptions } from '../../platform/schema/data-source';
import { hasReplayed, readPositions } from './feed-position.query';
import { Replica } from './replica';

/**
 * Reads of a person's tasks that a replica may answer: only if it has replayed every change to these tasks that had
 * been committed, by any server, when the read began; see docs/adr/0009-read-replicas.md.
 */
@Injectable()
export class ReplicaReadsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly replicas: readonly Replica[];
  private readonly positions = new BatchedReads((ids) => readPositions(this.primary.manager, ids));
  private turn = 0;

  constructor(
    private readonly primary: DataSource,
    config: Config,
  ) {
    this.replicas = config.databaseReplicaUrls.map(
      (url) => new Replica(new URL(url).host, replicaDataSourceOptions(url, config, primary)),
    );
  }

  onApplicationBootstrap(): void {
    this.replicas.forEach((replica) => replica.open());
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.close()));
  }

  /** @param read depends only on this person's tasks, and can be repeated. */
  async read<T>(ownerId: string, read: (manager: EntityManager) => Promise<T>): Promise<T> {
    const replica = this.next();
    const answer = replica && (await this.readFrom(replica, ownerId, read));
    return answer ? answer.value : read(this.primary.manager);
  }

  /** @returns undefined when the replica lags behind or is unreachable. */
  private async readFrom<T>(
    replica: Replica,
    ownerId: string,
    read: (manager: EntityManager) => Promise<T>,
  ): Promise<{ value: T } | undefined> {
    const { position = '0' } = (await this.positions.read(ownerId)) ?? {};
    return replica.attempt(async (manager) =>
      (await hasReplayed(manager, ownerId, position)) ? { value: await read(manager) } : undefined,
    );
  }

  /** Round-robin among reachable replicas. */
  private next(): Replica | undefined {
    const reachable = this.replicas.filter(({ isReachable }) => isReachable);
    this.turn = (this.turn + 1) % Math.max(1, reachable.length);
    return reachable[this.turn];
  }
}
