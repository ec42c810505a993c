import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../../identity/lasting-access/lasting-access.module';
import { ChangeListener } from './change-listener.service';
import { TaskChangesController } from './task-changes.controller';
import { TaskChangesService } from './task-changes.service';
import { TaskEventsController } from './task-events.controller';
import { TaskEvents } from './task-events.service';
import { TaskStreams } from './task-streams.service';

@Module({
  imports: [LastingAccessModule],
  controllers: [TaskChangesController, TaskEventsController],
  providers: [ChangeListener, TaskChangesService, TaskEvents, TaskStreams],
  exports: [TaskStreams],
})
export class TaskChangesModule {}
