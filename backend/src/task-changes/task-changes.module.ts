import { Module } from '@nestjs/common';
import { TaskChangeNotifier } from './task-change-notifier.service';

@Module({ providers: [TaskChangeNotifier], exports: [TaskChangeNotifier] })
export class TaskChangesModule {}
