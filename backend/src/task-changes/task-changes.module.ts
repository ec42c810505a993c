import { Module } from '@nestjs/common';
import { AccessTokensModule } from '../access-tokens/access-tokens.module';
import { SessionsModule } from '../sessions/sessions.module';
import { StreamAccesses } from './stream-access';
import { TaskChangeListener } from './task-change-listener.service';
import { TaskChangeNotifier } from './task-change-notifier.service';
import { TaskChangesController } from './task-changes.controller';
import { TaskChangesService } from './task-changes.service';
import { TaskEventStreams } from './task-event-streams.service';
import { TombstonePurge } from './tombstone-purge.service';
import { TrashPurge } from './trash-purge.service';

@Module({
  imports: [AccessTokensModule, SessionsModule],
  controllers: [TaskChangesController],
  providers: [
    TaskChangeListener,
    TaskChangeNotifier,
    TaskChangesService,
    TaskEventStreams,
    StreamAccesses,
    TombstonePurge,
    TrashPurge,
  ],
  exports: [TaskChangeNotifier],
})
export class TaskChangesModule {}
