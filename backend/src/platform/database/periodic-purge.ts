import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Deletes again and again what is of no use any more. Several servers may do it at once. */
export abstract class PeriodicPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;

  /** @param interval in milliseconds. */
  protected constructor(private readonly interval: number) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.purge().catch((error: unknown) => this.logger.warn(error));
    }, this.interval).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Person by person: what keeps the one from it keeps no other. */
  protected async purgeEach(
    owners: readonly { readonly id: string }[],
    purgeOne: (id: string) => Promise<void>,
  ): Promise<void> {
    for (const { id } of owners) {
      await purgeOne(id).catch((error: unknown) => this.logger.warn(error));
    }
  }

  /** Takes what no other server has in hand, in batches that keep within the time that a statement has. */
  abstract purge(): Promise<void>;
}

/** Repeats until a batch is empty, where batches have no size that is known before. */
export async function untilNothingIsLeft(deleteBatch: () => Promise<number>): Promise<void> {
  let deleted: number;
  do {
    deleted = await deleteBatch();
  } while (deleted > 0);
}

/** Repeats until a batch is not full. */
export async function inBatches(size: number, deleteBatch: () => Promise<number>): Promise<void> {
  let deleted: number;
  do {
    deleted = await deleteBatch();
  } while (deleted === size);
}
