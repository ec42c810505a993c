import { Module } from '@nestjs/common';
import { TaskChangeNotifier } from './task-change-notifier.service';
import { TombstonePurge } from './tombstone-purge.service';

/** What every module that changes tasks needs to inform readers of the change feed. */
@Module({ providers: [TaskChangeNotifier, TombstonePurge], exports: [TaskChangeNotifier] })
export class TaskFeedModule {}
