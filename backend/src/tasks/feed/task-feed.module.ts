import { Module } from '@nestjs/common';
import { TaskChangeNotifier } from './task-change-notifier.service';
import { TombstonePurge } from './tombstone-purge.service';

/** What whoever changes tasks leaves behind for those who follow the changes. */
@Module({ providers: [TaskChangeNotifier, TombstonePurge], exports: [TaskChangeNotifier] })
export class TaskFeedModule {}
