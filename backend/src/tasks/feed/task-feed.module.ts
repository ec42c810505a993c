import { Module } from '@nestjs/common';
import { TaskChangeNotifierService } from './task-change-notifier.service';
import { TombstonePurgeService } from './tombstone-purge.service';

/** What every module that changes tasks needs to inform readers of the change feed. */
@Module({
  providers: [TaskChangeNotifierService, TombstonePurgeService],
  exports: [TaskChangeNotifierService],
})
export class TaskFeedModule {}
