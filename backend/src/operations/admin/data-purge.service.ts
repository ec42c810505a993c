import { Injectable } from '@nestjs/common';
import { IdempotencyKeyPurgeService } from '../../identity/idempotency/idempotency-key-purge.service';
import { TombstonePurgeService } from '../../tasks/feed/tombstone-purge.service';
import { TaskImportPurgeService } from '../../tasks/transfer/undo/task-import-purge.service';
import { TrashPurgeService } from '../../tasks/trash/trash-purge.service';
import { CounterPurgeService } from '../../identity/throttling/counter-purge.service';

/** Runs all periodic purges at once: the trash first, since it leaves tombstones. */
@Injectable()
export class DataPurgeService {
  constructor(
    private readonly trash: TrashPurgeService,
    private readonly tombstones: TombstonePurgeService,
    private readonly idempotencyKeys: IdempotencyKeyPurgeService,
    private readonly imports: TaskImportPurgeService,
    private readonly counters: CounterPurgeService,
  ) {}

  async purge(): Promise<void> {
    for (const purge of [this.trash, this.tombstones, this.idempotencyKeys, this.imports, this.counters]) {
      await purge.purge();
    }
  }
}
