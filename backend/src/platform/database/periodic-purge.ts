import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Periodically deletes obsolete rows. Several servers may run it concurrently. */
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

  /** Purges person by person, so that a failure for one does not affect the others. */
  protected async purgeEach(
    owners: readonly { readonly id: string }[],
    purgeOne: (id: string) => Promise<void>,
  ): Promise<void> {
    for (const { id } of owners) {
      await purgeOne(id).catch((error: unknown) => this.logger.warn(error));
    }
  }

  /** Skips rows locked by other servers, in batches that fit within the statement timeout. */
  abstract purge(): Promise<void>;
}

/** Repeats until a batch is empty, for batches without a fixed size. */
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
