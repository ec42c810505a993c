import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../../identity/idempotency/idempotency.module';
import { TaskFeedModule } from '../feed/task-feed.module';
import { TaskBulkController } from './task-bulk.controller';
import { TaskBulkService } from './task-bulk.service';

@Module({
  imports: [IdempotencyModule, TaskFeedModule],
  controllers: [TaskBulkController],
  providers: [TaskBulkService],
})
export class TaskBulkModule {}
