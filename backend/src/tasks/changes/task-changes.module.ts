import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../../identity/lasting-access/lasting-access.module';
import { ChangeListener } from './change-listener.service';
import { TaskChangeNotifier } from '../feed/task-change-notifier.service';
import { TaskChangesController } from './task-changes.controller';
import { TaskChangesService } from './task-changes.service';
import { TaskEventsController } from './task-events.controller';
import { TaskEvents } from './task-events.service';
import { TaskStreams } from './task-streams.service';
import { TombstonePurge } from '../feed/tombstone-purge.service';
import { TrashPurge } from '../trash/trash-purge.service';

@Module({
  imports: [LastingAccessModule],
  controllers: [TaskChangesController, TaskEventsController],
  providers: [
    ChangeListener,
    TaskChangeNotifier,
    TaskChangesService,
    TaskEvents,
    TaskStreams,
    TombstonePurge,
    TrashPurge,
  ],
  exports: [TaskChangeNotifier, TaskStreams],
})
export class TaskChangesModule {}
