import { Injectable } from '@nestjs/common';
import { IdempotencyKeyPurge } from '../../identity/idempotency/idempotency-key-purge.service';
import { TombstonePurge } from '../../tasks/feed/tombstone-purge.service';
import { TaskImportPurge } from '../../tasks/transfer/undo/task-import-purge.service';
import { TrashPurge } from '../../tasks/trash/trash-purge.service';
import { CounterPurge } from '../../identity/throttling/counter-purge.service';

/** Runs all periodic purges at once: the trash first, since it leaves tombstones. */
@Injectable()
export class DataPurge {
  constructor(
    private readonly trash: TrashPurge,
    private readonly tombstones: TombstonePurge,
    private readonly idempotencyKeys: IdempotencyKeyPurge,
    private readonly imports: TaskImportPurge,
    private readonly counters: CounterPurge,
  ) {}

  async purge(): Promise<void> {
    for (const purge of [this.trash, this.tombstones, this.idempotencyKeys, this.imports, this.counters]) {
      await purge.purge();
    }
  }
}
