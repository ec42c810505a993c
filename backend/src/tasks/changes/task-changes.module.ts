import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../../identity/lasting-access/lasting-access.module';
import { ChangeListenerService } from './change-listener.service';
import { TaskChangesController } from './task-changes.controller';
import { TaskChangesService } from './task-changes.service';
import { TaskEventsController } from './task-events.controller';
import { TaskEventsService } from './task-events.service';
import { TaskStreamsService } from './task-streams.service';

@Module({
  imports: [LastingAccessModule],
  controllers: [TaskChangesController, TaskEventsController],
  providers: [ChangeListenerService, TaskChangesService, TaskEventsService, TaskStreamsService],
  exports: [TaskStreamsService],
})
export class TaskChangesModule {}
