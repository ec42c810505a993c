import { Module } from '@nestjs/common';
import { AccessTokensModule } from '../access-tokens/access-tokens.module';
import { SessionsModule } from '../sessions/sessions.module';
import { ChangeListener } from './change-listener.service';
import { ReaderAccess } from './reader-access.service';
import { TaskChangeNotifier } from './task-change-notifier.service';
import { TaskChangesController } from './task-changes.controller';
import { TaskChangesService } from './task-changes.service';
import { TaskEventsController } from './task-events.controller';
import { TaskEvents } from './task-events.service';
import { TaskStreams } from './task-streams.service';
import { TombstonePurge } from './tombstone-purge.service';
import { TrashPurge } from './trash-purge.service';

@Module({
  imports: [AccessTokensModule, SessionsModule],
  controllers: [TaskChangesController, TaskEventsController],
  providers: [
    ChangeListener,
    ReaderAccess,
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
