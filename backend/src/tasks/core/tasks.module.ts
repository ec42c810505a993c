import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdempotencyModule } from '../../identity/idempotency/idempotency.module';
import { ReplicasModule } from '../replicas/replicas.module';
import { TaskFeedModule } from '../feed/task-feed.module';
import { Task } from './task.entity';
import { TaskSummaryController } from './task-summary.controller';
import { TaskSummaryService } from './task-summary.service';
import { TaskTagsController } from './task-tags.controller';
import { TaskTagsService } from './task-tags.service';
import { TasksController } from './tasks.controller';
import { TasksService } from './tasks.service';

@Module({
  imports: [TypeOrmModule.forFeature([Task]), IdempotencyModule, ReplicasModule, TaskFeedModule],
  controllers: [TasksController, TaskSummaryController, TaskTagsController],
  providers: [TasksService, TaskSummaryService, TaskTagsService],
})
export class TasksModule {}
