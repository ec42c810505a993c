import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../../identity/lasting-access/lasting-access.module';
import { TaskFeedModule } from '../feed/task-feed.module';
import { TaskTrashController } from './task-trash.controller';
import { TaskTrashService } from './task-trash.service';
import { TrashPurgeService } from './trash-purge.service';

@Module({
  imports: [LastingAccessModule, TaskFeedModule],
  controllers: [TaskTrashController],
  providers: [TaskTrashService, TrashPurgeService],
})
export class TaskTrashModule {}
